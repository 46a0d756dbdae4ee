using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Files;

namespace Warehouse.Yaml;

/// <summary>Puts the holidays of calendars, which stand in files of their own, into the project.</summary>
internal static class CalendarHolidays
{
    /// <param name="open">The bytes of a file below the project's folder; null where there is none.</param>
    /// <returns>The project, and the files that were read.</returns>
    public static (Project Project, ImmutableArray<ModelFile> Files) Read(Project project, Func<Name, byte[]?> open, ReadContext context)
    {
        var files = new Dictionary<string, (ModelFile File, ImmutableArray<Holiday> Days)>(StringComparer.Ordinal);
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();
        foreach (var dimension in project.Dimensions)
        {
            if (dimension is not CalendarDimension { Holidays: { } path } calendar)
            {
                dimensions.Add(dimension);
                continue;
            }

            if (!files.ContainsKey(path.Text) && open(path) is { } bytes && Utf8Text.Decode(path.Text, bytes, context) is { } file)
                files[path.Text] = (file, HolidayFile.Read(file, context));
            dimensions.Add(calendar with { HolidayDates = files.TryGetValue(path.Text, out var read) ? read.Days : [] });
        }

        return (project with { Dimensions = dimensions.ToImmutable() }, [.. files.Values.Select(f => f.File)]);
    }
}

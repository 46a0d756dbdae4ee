using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Yaml.Files;

/// <summary>A calendar's holidays: a CSV with a head of <c>date,name</c>. They are part of the model, as if they stood in it.</summary>
internal static class HolidayFile
{
    private const string Head = "date,name";

    /// <summary>The days in their order; two holidays on one day are one of both names. What cannot be read is reported.</summary>
    public static ImmutableArray<Holiday> Read(ModelFile file, ReadContext context)
    {
        var names = new SortedDictionary<DateOnly, List<string>>();
        var lines = file.Text.Split('\n');
        if (lines[0].TrimEnd() != Head)
            Report(file, 1, lines[0], context, $"the first line must be `{Head}`", $"write `{Head}` above the holidays");
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (line.Length == 0)
                continue;
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0 || !DateOnly.TryParseExact(line[..comma], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                Report(file, i + 1, line, context, "a holiday is a date and a name, and here is neither or no date", "write it as `2024-12-25,Christmas Day`");
            else if (Name(line[(comma + 1)..]) is not { } name)
                Report(file, i + 1, line, context, "the holiday's name is empty, or its quotes or commas do not add up", "write a name, in double quotes where it holds a comma");
            else if (!names.TryGetValue(date, out var same))
                names.Add(date, [name]);
            else if (!same.Contains(name))
                same.Add(name);
        }

        return [.. names.Select(n => new Holiday(n.Key, string.Join(" / ", n.Value)))];
    }

    /// <summary>A field of a CSV; null where it is none, or empty.</summary>
    private static string? Name(string field)
    {
        var text = field.Trim();
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
        {
            var inside = text[1..^1].Replace("\"\"", "\0", StringComparison.Ordinal);
            return inside.Contains('"', StringComparison.Ordinal) || inside.Trim().Length == 0 ? null : inside.Replace('\0', '"');
        }

        return text.Length == 0 || text.AsSpan().IndexOfAny('"', ',') >= 0 ? null : text;
    }

    private static void Report(ModelFile file, int line, string text, ReadContext context, string message, string help) =>
        context.Report(ReadingRules.WrongHoliday, new SourceSpan(file.Path, line, 1, Math.Max(1, text.Length)), message, help);
}

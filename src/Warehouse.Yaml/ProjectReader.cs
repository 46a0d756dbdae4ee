using System.Collections.Immutable;
using System.Text;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Files;

namespace Warehouse.Yaml;

/// <summary>Reads the model files of a project; every problem of every file is reported at once.</summary>
public static class ProjectReader
{
    /// <summary>
    /// Reads <c>warehouse.yml</c> and every other <c>*.yml</c> and <c>*.yaml</c> below a folder; hidden folders, <c>data</c> and
    /// <c>node_modules</c> are skipped.
    /// </summary>
    public static ReadResult Read(string projectFolder)
    {
        var context = new ReadContext();
        return Read(ModelFolder.Read(projectFolder, context), path => ModelFolder.ReadNamed(projectFolder, path, context), context);
    }

    /// <summary>Reads texts that are in memory, by path: models, and the CSV files that they name.</summary>
    public static ReadResult Read(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var context = new ReadContext();
        return Read(
            [.. ModelFolder.Order(files.Keys.Where(k => !k.EndsWith(".csv", StringComparison.Ordinal))).Select(path => new ModelFile(path, Utf8Text.Normalize(files[path])))],
            path => files.TryGetValue(path.Text, out var text) ? Encoding.UTF8.GetBytes(text) : ModelFolder.Missing(path, context),
            context);
    }

    private static ReadResult Read(ImmutableArray<ModelFile> models, Func<Name, byte[]?> open, ReadContext context)
    {
        var assembled = ProjectAssembly.Of(models, context);
        var (project, data) = CalendarHolidays.Read(assembled.Project, open, context);
        var files = models.AddRange(data);
        var order = files.Select((file, index) => (file.Path, index)).ToDictionary(f => f.Path, f => f.index, StringComparer.Ordinal);
        ImmutableArray<Diagnostic> diagnostics =
        [
            .. context.Diagnostics
                .Distinct()
                .OrderBy(d => order.GetValueOrDefault(d.Span.File, -1))
                .ThenBy(d => d.Span.File, StringComparer.Ordinal)
                .ThenBy(d => d.Span.Line)
                .ThenBy(d => d.Span.Column)
                .ThenBy(d => d.Code, StringComparer.Ordinal),
        ];
        var broken = NamedLines.Broken(assembled.Things, diagnostics);
        return new ReadResult(
            context.IsIncomplete ? null : project with { Unread = [.. broken.Where(thing => !thing.IsLast).Select(thing => thing.Name)] },
            diagnostics,
            [.. files.Select(f => SecretMask.Apply(f, context.Secrets))])
        {
            Broken = [.. broken.Select(thing => thing.Lines)],
        };
    }
}

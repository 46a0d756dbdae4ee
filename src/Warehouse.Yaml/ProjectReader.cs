using System.Collections.Immutable;
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
        return Read(ModelFolder.Read(projectFolder, context), context);
    }

    /// <summary>Reads texts that are in memory, by path.</summary>
    public static ReadResult Read(IReadOnlyDictionary<string, string> files) => Read(
        [.. ModelFolder.Order(files.Keys).Select(path => new ModelFile(path, Utf8Text.Normalize(files[path])))],
        new ReadContext());

    private static ReadResult Read(ImmutableArray<ModelFile> files, ReadContext context)
    {
        var assembled = ProjectAssembly.Of(files, context);
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
            context.IsIncomplete ? null : assembled.Project with { Unread = [.. broken.Where(thing => !thing.IsLast).Select(thing => thing.Name)] },
            diagnostics,
            [.. files.Select(f => SecretMask.Apply(f, context.Secrets))])
        {
            Broken = [.. broken.Select(thing => thing.Lines)],
        };
    }
}

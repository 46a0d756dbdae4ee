using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>A source is declared to be read.</summary>
public sealed class UnusedSource : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2011", "unused-source", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where project.SourceUses().All(use => use.Source != source.Name && Meant(project, use.Source) != source.Name.Text)
        select Rule.At(source.Name.Span, $"nothing reads source `{source.Name}`", "remove it, or name it as the `source` of a dimension, bridge or fact");

    // A mistyped name is one mistake, not two.
    private static string? Meant(Project project, Name written) =>
        project.FindSource(written.Text) is null ? Nearest.Of(written.Text, project.Sources.Select(s => s.Name.Text)) : null;
}

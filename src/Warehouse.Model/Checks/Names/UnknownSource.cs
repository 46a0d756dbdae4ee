using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>What reads a source names one that is declared.</summary>
public sealed class UnknownSource : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2001", "unknown-source");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from use in project.SourceUses()
        where project.FindSource(use.Source.Text) is null && !project.IsUnread(use.Source)
        select Rule.At(
            use.Source.Span,
            $"`{use.Reader}` reads from `{use.Source}`, which is not a source",
            Hint.Nearest(use.Source, project.Sources.Select(s => s.Name), $"declare `{use.Source}` under `sources`"));
}

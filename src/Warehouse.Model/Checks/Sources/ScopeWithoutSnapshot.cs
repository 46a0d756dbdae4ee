using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>Only a snapshot deletes by absence, so only a snapshot can limit that.</summary>
public sealed class ScopeWithoutSnapshot : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2021", "scope-without-snapshot");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Feed is (Feed.Changes or Feed.Upserts) && !source.DeleteScope.IsEmpty
        select Rule.At(
            source.DeleteScope[0].Span,
            $"`delete_scope` limits what absence deletes, but absence says nothing in source `{source.Name}`",
            "remove `delete_scope`, or set `feed: snapshot`");
}

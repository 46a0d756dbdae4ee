using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>To find the members, or links, that a snapshot no longer mentions, the dimension or bridge must hold the scope's columns.</summary>
public sealed class ScopeNotInDimension : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2022", "scope-not-in-dimension");

    public IEnumerable<Diagnostic> Check(Project project) => OfDimensions(project).Concat(OfBridges(project));

    private IEnumerable<Diagnostic> OfBridges(Project project) =>
        from source in project.Sources
        where source.Feed == Feed.Snapshot
        from bridge in project.Bridges
        where bridge.Source == source.Name
        from column in source.DeleteScope
        where bridge.Group.All(g => g.SourceColumn != column) && !bridge.MemberKey.Contains(column)
        select Rule.At(
            column.Span,
            $"`delete_scope` names `{column}`, which names neither a group nor a member of `{bridge.Name}`, so its absent links cannot be found",
            $"name columns of the `group` or the `member` of `{bridge.Name}`");

    private IEnumerable<Diagnostic> OfDimensions(Project project) =>
        from source in project.Sources
        where source.Feed == Feed.Snapshot
        from dimension in project.Sourced()
        where dimension.Source == source.Name
        from column in source.DeleteScope
        where dimension.NaturalKey.All(k => k.SourceColumn != column) && dimension.Attributes.All(a => a.SourceColumn != column || a.IsComputed || a.Outrigger is not null)
        select Rule.At(
            column.Span,
            $"`delete_scope` names `{column}`, which `{dimension.Name}` does not keep, so its absent members cannot be found",
            $"add `{column}` to the attributes of `{dimension.Name}`");
}

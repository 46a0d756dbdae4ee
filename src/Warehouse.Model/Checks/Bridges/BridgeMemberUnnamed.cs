using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Bridges;

/// <summary>A bridge links to members by their durable keys, and puts in place those that have not come: only a dimension with a source has both.</summary>
public sealed class BridgeMemberUnnamed : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2178", "bridge-member-unnamed");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from bridge in project.Bridges
        let dimension = project.FindDimension(bridge.MemberDimension.Text)
        where dimension is not null and not SourcedDimension
        let isJunk = dimension is JunkDimension
        select Rule.At(
            bridge.MemberDimension.Span,
            isJunk
                ? $"bridge `{bridge.Name}` links to junk dimension `{dimension.Name}`, whose combinations are those of facts and have no members to link to"
                : $"bridge `{bridge.Name}` links to `{dimension.Name}`, which is computed: its days or times are never late and have no durable key",
            isJunk
                ? $"declare a dimension with a `source` and a `key` for what the groups have"
                : $"declare a factless fact with a role of `{dimension.Name}` for what is said of its days or times");
}

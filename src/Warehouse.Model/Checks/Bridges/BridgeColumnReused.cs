using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Bridges;

/// <summary>The group, the member, the weight and the validity of a link are told by different columns.</summary>
public sealed class BridgeColumnReused : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2059", "bridge-column-reused");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from bridge in project.Bridges
        let uses = Uses(bridge).ToList()
        from same in uses.GroupBy(u => u.Column)
        from second in same.Skip(1)
        where second.What != same.First().What
        select Rule.At(
            second.Column.Span,
            $"`{second.Column}` is the {second.What} of bridge `{bridge.Name}` and its {same.First().What}",
            "name a column of its own for each");

    private static IEnumerable<(Name Column, string What)> Uses(Bridge bridge) =>
        bridge.Group.Select(k => (k.SourceColumn, "group"))
            .Concat(bridge.MemberKey.Select(k => (k, "member")))
            .Concat(new[] { (bridge.WeightColumn, "weight"), (bridge.ValidFrom, "beginning"), (bridge.ValidTo, "end") }
                .Where(use => use.Item1 is not null)
                .Select(use => (use.Item1!, use.Item2)));
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Aggregates;

/// <summary>Summed by the members of its group a fact would count once for each of them, and the total be none of the fact's.</summary>
public sealed class AggregateThroughBridge : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2174", "aggregate-through-bridge");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from level in project.Levels()
        where level.Role.Bridge is not null
        let weighted = project.FindBridge(level.Role.Bridge!.Text)?.WeightColumn is not null
        select Rule.At(
            level.By.Span,
            $"aggregate `{level.Aggregate.Name}` is grouped by `{level.By}`, through bridge `{level.Role.Bridge}`: a fact would count once for every member of its group",
            $"remove it, and sum the view `fact_{level.Fact.Name}_by_{level.Role.Name}_{(weighted ? "weighted` by its members: each has its share there" : "unweighted` by its members, one at a time")}");
}

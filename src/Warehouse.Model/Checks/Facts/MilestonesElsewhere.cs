using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Only a row that is revisited has milestones and lags.</summary>
public sealed class MilestonesElsewhere : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2071", "milestones-elsewhere");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact.Type != FactType.AccumulatingSnapshot && !(fact.Milestones.IsEmpty && fact.Lags.IsEmpty)
        let first = fact.Milestones.Select(m => m.Name).Concat(fact.Lags.Select(l => l.Name)).First()
        select Rule.At(
            first.Span,
            $"`{fact.Name}` has {(fact.Milestones.IsEmpty ? "lags" : "milestones")}, but its rows do not follow a process",
            "set `type: accumulating_snapshot`, or remove them");
}

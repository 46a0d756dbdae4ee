using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Aggregates;

/// <summary>An aggregate sums measures of its fact.</summary>
public sealed class AggregateMeasureUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2086", "aggregate-measure-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from aggregate in project.Aggregates
        let fact = project.FindFact(aggregate.Fact.Text)
        where fact is not null && !project.IsUnread(fact.Name)
        from measure in aggregate.Measures
        where fact.Measures.All(m => m.Name != measure)
        select Rule.At(
            measure.Span,
            $"aggregate `{aggregate.Name}` sums `{measure}`, which is not a measure of `{fact.Name}`",
            Hint.Nearest(measure, fact.Measures.Select(m => m.Name), $"name a measure of `{fact.Name}`"));
}

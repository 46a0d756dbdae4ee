using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Aggregates;

/// <summary>What must not be summed is not summed ahead of time either.</summary>
public sealed class AggregateNotAdditive : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2087", "aggregate-not-additive");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from aggregate in project.Aggregates
        let fact = project.FindFact(aggregate.Fact.Text)
        where fact is not null && !project.IsUnread(fact.Name)
        from name in aggregate.Measures
        let measure = fact.Measures.FirstOrDefault(m => m.Name == name)
        where measure is { Additivity.None: true } or { Additivity.Except.IsEmpty: false }
        select Rule.At(
            name.Span,
            $"aggregate `{aggregate.Name}` sums `{name}`, which is not additive{(measure.Additivity.None ? "" : $" over {Listing.And(measure.Additivity.Except.Select(e => e.Text))}")}",
            measure.Additivity.None ? "remove it, and aggregate the additive measures that it is made of" : "remove it, and ask the fact for it");
}

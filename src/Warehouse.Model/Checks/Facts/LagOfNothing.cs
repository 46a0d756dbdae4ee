using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A lag lies between two different milestones, the earlier one first.</summary>
public sealed class LagOfNothing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2073", "lag-of-nothing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        from lag in fact.Lags
        let begin = Place(fact, lag.From)
        let end = Place(fact, lag.To)
        where begin >= 0 && end >= 0 && begin >= end
        select Rule.At(
            lag.To.Span,
            begin == end
                ? $"lag `{lag.Name}` of `{fact.Name}` begins and ends at `{lag.To}`, so it is always zero"
                : $"lag `{lag.Name}` of `{fact.Name}` ends at `{lag.To}`, a milestone before `{lag.From}`, so it is negative",
            "name two milestones, the earlier one first");

    private static int Place(Fact fact, Name milestone) => fact.Milestones.Select(m => m.Name).ToList().IndexOf(milestone);
}

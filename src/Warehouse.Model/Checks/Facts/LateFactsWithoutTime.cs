using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>How late a fact is, its event time tells.</summary>
public sealed class LateFactsWithoutTime : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2084", "late-facts-without-time");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact is { LateFacts: not null, EventTime: null }
        select Rule.At(
            fact.Name.Span,
            $"`{fact.Name}` limits `late_facts` but has no `event_time` to tell how late one is",
            "add `event_time`, or remove `late_facts`");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>To find the version that held, one must know when.</summary>
public sealed class EventTimeMissing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2068", "event-time-missing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact.EventTime is null && fact.Type is (FactType.Transaction or FactType.Factless)
        let versioned = fact.Roles.FirstOrDefault(r => project.DimensionOf(r) is SourcedDimension { HasVersions: true })
        where versioned is not null
        select Rule.At(
            fact.Name.Span,
            $"`{fact.Name}` has no `event_time`, by which role `{versioned.Name}` finds the version of `{versioned.Dimension}` that held",
            "add `event_time` with the source column of the business event's instant");
}

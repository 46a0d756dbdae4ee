using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>The combination that a member had at an event cannot be told without knowing when that was.</summary>
public sealed class ViaWithoutEventTime : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2162", "via-without-event-time");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Via is not null && part.Fact.EventTime is null && part.Fact.Type is (FactType.Transaction or FactType.Factless)
        select Rule.At(
            part.Role.Name.Span,
            $"`{part.Fact.Name}` has no `event_time`, by which role `{part.Role.Name}` finds what held then",
            "add `event_time` with the source column of the business event's instant");
}

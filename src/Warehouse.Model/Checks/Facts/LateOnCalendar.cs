using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A calendar and a clock are filled before any fact, so their members are never late.</summary>
public sealed class LateOnCalendar : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2065", "late-on-calendar");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where !part.Role.LateSpan.IsNone && part.Role.LateSpan != part.Role.Name.Span && project.DimensionOf(part.Role) is CalendarDimension or ClockDimension
        select Rule.At(
            part.Role.LateSpan,
            $"role `{part.Role.Name}` of `{part.Fact.Name}` has `late`, but the members of `{part.Role.Dimension}` are never late: it is filled by its range",
            "remove `late`");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A row of a periodic snapshot is told from the next by its period.</summary>
public sealed class PeriodRoleMissing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2076", "period-role-missing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact.Type == FactType.PeriodicSnapshot
        where !fact.Roles.Any(r => fact.Grain.Contains(r.Name) && project.DimensionOf(r) is CalendarDimension)
        where !fact.Roles.Any(r => project.IsUnread(r.Dimension))
        select Rule.At(
            fact.Grain.FirstOrDefault(fact.Name).Span,
            $"the grain of periodic snapshot `{fact.Name}` has no role of a calendar, so its periods cannot be told apart",
            "add the role of the period's date to `grain`");
}

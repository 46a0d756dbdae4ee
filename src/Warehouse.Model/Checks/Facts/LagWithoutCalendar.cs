using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Working days are those of a calendar.</summary>
public sealed class LagWithoutCalendar : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2153", "lag-without-calendar");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        from lag in fact.Lags
        where lag.Unit == LagUnit.WorkingDays && WorkingDays.CalendarOf(project, fact) is null
        select Rule.At(
            lag.Name.Span,
            $"lag `{lag.Name}` of `{fact.Name}` is counted in working days, and the project has no calendar",
            "add a dimension of `type: calendar`, or give the lag another `unit`");
}

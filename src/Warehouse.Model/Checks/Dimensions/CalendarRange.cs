using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A calendar runs forward, and not for centuries.</summary>
public sealed class CalendarRange : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2040", "calendar-range");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from calendar in project.Dimensions.OfType<CalendarDimension>()
        let problem = calendar.To < calendar.From
            ? $"the range of `{calendar.Name}` ends on {calendar.To:yyyy-MM-dd}, before it begins on {calendar.From:yyyy-MM-dd}"
            : calendar.To >= calendar.From.AddYears(MostYears)
                ? $"the range of `{calendar.Name}` is longer than {MostYears} years"
                : null
        where problem is not null
        select Rule.At(calendar.RangeSpan, problem, $"give the first day and the last, at most {MostYears} years apart");

    private const int MostYears = 200;
}

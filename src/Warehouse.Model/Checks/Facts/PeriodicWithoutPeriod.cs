using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A periodic snapshot says how long its periods are.</summary>
public sealed class PeriodicWithoutPeriod : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2074", "periodic-without-period");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact is { Type: FactType.PeriodicSnapshot, Period: null }
        select Rule.At(
            fact.Name.Span,
            $"`{fact.Name}` is a periodic snapshot and does not say of which period",
            "set `period` to `day`, `week`, `month`, `quarter` or `year`");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Only a periodic snapshot has periods, and fills what is absent in them.</summary>
public sealed class PeriodElsewhere : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2075", "period-elsewhere");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact.Type != FactType.PeriodicSnapshot && (fact.Period is not null || fact.Fill != Fill.None)
        select Rule.At(
            fact.Period?.Span ?? fact.Name.Span,
            $"`{fact.Name}` has {(fact.Period is null ? "`fill`" : "`period`")}, but it is not a periodic snapshot",
            "set `type: periodic_snapshot`, or remove it");
}

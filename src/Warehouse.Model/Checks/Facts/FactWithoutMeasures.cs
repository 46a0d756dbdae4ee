using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A fact that measures nothing says so by its type.</summary>
public sealed class FactWithoutMeasures : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2078", "fact-without-measures", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact.Type is (FactType.Transaction or FactType.PeriodicSnapshot) && fact.Measures.IsEmpty
        select Rule.At(fact.Name.Span, $"`{fact.Name}` has no measures", "add `measures`, or set `type: factless`");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A factless fact records that something happened, and no number.</summary>
public sealed class FactlessWithMeasures : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2077", "factless-with-measures");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact.Type == FactType.Factless && !fact.Measures.IsEmpty
        select Rule.At(fact.Measures[0].Name.Span, $"`{fact.Name}` is factless and has a measure, `{fact.Measures[0].Name}`", "set `type: transaction`, or remove `measures`");
}

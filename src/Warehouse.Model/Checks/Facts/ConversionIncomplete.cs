using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>An amount is converted from a currency, to others, at rates.</summary>
public sealed class ConversionIncomplete : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2082", "conversion-incomplete");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Measures()
        let measure = part.Measure
        where !(measure.ConvertTo.IsEmpty && measure.Rates is null)
        let missing = measure.ConvertTo.IsEmpty ? "convert_to" : measure.Rates is null ? "rates" : measure.Currency is null ? "currency" : null
        where missing is not null
        select Rule.At(
            measure.ConvertTo.FirstOrDefault(measure.Rates ?? measure.Name).Span,
            $"measure `{measure.Name}` of `{part.Fact.Name}` is converted but has no `{missing}`",
            missing switch
            {
                "convert_to" => "add `convert_to` with the currencies wanted, or remove `rates`",
                "rates" => "add `rates` with the source of the exchange rates",
                _ => "add `currency` with the source column of the amount's currency",
            });
}

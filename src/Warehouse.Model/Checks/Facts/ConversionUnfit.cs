using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>What is converted is a number, at the rate of a day that the fact knows.</summary>
public sealed class ConversionUnfit : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2151", "conversion-unfit");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Measures()
        where !part.Measure.ConvertTo.IsEmpty
        let problem = Problem(part.Fact, part.Measure)
        where problem is not null
        select Rule.At(part.Measure.ConvertTo[0].Span, problem.Value.Message, problem.Value.Help);

    private static (string Message, string Help)? Problem(Fact fact, Measure measure) =>
        !measure.Type.IsNumber() ? ($"measure `{measure.Name}` of `{fact.Name}` is {Listing.A(measure.Type)}, and only a number is converted", "give it a number's type, or remove `convert_to`")
        : fact is { EventTime: null, Type: FactType.Transaction or FactType.Factless }
            ? ($"measure `{measure.Name}` is converted at the rate of the event's day, and `{fact.Name}` has no `event_time`", "add `event_time` with the source column of the business event's instant")
        : null;
}

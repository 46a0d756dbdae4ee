using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>What is summed is a number.</summary>
public sealed class MeasureNotNumeric : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2080", "measure-not-numeric");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Measures()
        where !part.Measure.Additivity.None && !part.Measure.Type.IsNumber()
        select Rule.At(
            part.Measure.Name.Span,
            $"measure `{part.Measure.Name}` of `{part.Fact.Name}` is {Listing.A(part.Measure.Type)}, which cannot be summed",
            "give it a number's type, set `additive: none`, or move it to `degenerate`");
}

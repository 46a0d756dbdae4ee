using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Measures of one name are compared side by side, so they are one thing: in one unit, by one formula.</summary>
public sealed class MeasureNotConformed : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2164", "measure-not-conformed");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from same in project.Measures().GroupBy(m => m.Measure.Name)
        let first = same.First()
        from other in same.Skip(1)
        where Share(project, first.Fact, other.Fact)
        let difference = Difference(first.Measure, other.Measure)
        where difference is not null
        select Rule.At(
            other.Measure.Name.Span,
            $"measure `{other.Measure.Name}` is {difference.Value.Other} in `{other.Fact.Name}` but {difference.Value.First} in `{first.Fact.Name}`, which shares a dimension with it",
            "give both the same `unit` and `expr`, or rename one: what differs is not to be compared");

    private static (string First, string Other)? Difference(Measure first, Measure other) =>
        first.Unit != other.Unit ? (InUnit(first), InUnit(other))
        : first.Expression is { } a && other.Expression is { } b && Words(a) != Words(b) ? ($"`{a.Text}`", $"`{b.Text}`")
        : null;

    private static string InUnit(Measure measure) => measure.Unit is { } unit ? $"in `{unit}`" : "without a unit";

    /// <summary>A formula however it is spaced. That one fact computes what the other's source delivers is no difference.</summary>
    private static string Words(ExpressionText expression) => string.Concat(expression.Text.Where(c => !char.IsWhiteSpace(c)));

    private static bool Share(Project project, Fact one, Fact other) =>
        one.Roles.Select(project.DimensionOf).OfType<Dimension>().Any(d => other.Roles.Any(r => project.DimensionOf(r) == d));
}

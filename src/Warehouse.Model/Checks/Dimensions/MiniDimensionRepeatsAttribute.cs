using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>An attribute lives in the base or in one mini-dimension, not in two.</summary>
public sealed class MiniDimensionRepeatsAttribute : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2037", "mini-dimension-repeats-attribute");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        from mini in dimension.MiniDimensions
        from attribute in mini.Attributes
        let elsewhere = dimension.Attributes.Any(a => a.Name == attribute.Name) ? dimension.Name
            : dimension.MiniDimensions.TakeWhile(m => m != mini).FirstOrDefault(m => m.Attributes.Any(a => a.Name == attribute.Name))?.Name
        where elsewhere is not null
        select Rule.At(
            attribute.Name.Span,
            $"attribute `{attribute.Name}` of mini-dimension `{mini.Name}` is in `{elsewhere}` as well",
            "remove one of the two");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>An allowed value is listed once.</summary>
public sealed class AllowedValueRepeated : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2048", "allowed-value-repeated", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        from same in part.Attribute.Values.GroupBy(v => v.Text)
        from second in same.Skip(1)
        select Rule.At(second.Span, $"`{second.Text}` is listed twice among the `values` of `{part.Attribute.Name}`", "remove one of the two");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>An allowed value is a value of the attribute's type.</summary>
public sealed class AllowedValueUnconvertible : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2047", "allowed-value-unconvertible");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        where part.Attribute.Type is not null
        from value in part.Attribute.Values
        where !ScalarText.Converts(value.Text, part.Attribute.Type!)
        select Rule.At(
            value.Span,
            $"`{value.Text}` is among the `values` of `{part.Attribute.Name}` and is not {Listing.A(part.Attribute.Type!)}",
            "mend the value, or the type");
}

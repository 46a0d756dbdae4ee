using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A default is a value of the attribute's type.</summary>
public sealed class DefaultUnconvertible : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2049", "default-unconvertible");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        where part.Attribute is { Type: not null, Default: not null } && !ScalarText.Converts(part.Attribute.Default.Text, part.Attribute.Type)
        select Rule.At(
            part.Attribute.Default!.Span,
            $"the default `{part.Attribute.Default.Text}` of `{part.Attribute.Name}` is not {Listing.A(part.Attribute.Type!)}",
            "mend the default, or the type");
}

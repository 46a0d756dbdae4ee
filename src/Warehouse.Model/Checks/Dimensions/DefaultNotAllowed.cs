using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A default is one of the allowed values, where these are listed.</summary>
public sealed class DefaultNotAllowed : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2050", "default-not-allowed");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        let attribute = part.Attribute
        where attribute.Default is { Text: not null } && !attribute.Values.IsEmpty && attribute.Values.All(v => v.Text != attribute.Default.Text)
        select Rule.At(
            attribute.Default!.Span,
            $"the default `{attribute.Default.Text}` of `{attribute.Name}` is not among its `values`",
            $"add it to `values`, or use {Listing.Or(attribute.Values.Select(v => v.Text ?? "null"))}");
}

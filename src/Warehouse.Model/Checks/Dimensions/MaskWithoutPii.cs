using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A mask covers personal data; access rules speak of nothing else.</summary>
public sealed class MaskWithoutPii : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2052", "mask-without-pii", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        where part.Attribute is { Pii: null, Mask: not null }
        select Rule.At(
            part.Attribute.Mask!.Span,
            $"attribute `{part.Attribute.Name}` of `{part.Dimension.Name}` has a `mask` but is not marked as personal data, so nobody sees it masked",
            "add `pii` with the kind of data, or remove `mask`");
}

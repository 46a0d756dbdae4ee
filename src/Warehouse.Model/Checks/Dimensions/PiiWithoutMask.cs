using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Personal data says how it looks to readers who may not see it.</summary>
public sealed class PiiWithoutMask : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2051", "pii-without-mask", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        where part.Attribute is { Pii: not null, Mask: null }
        select Rule.At(
            part.Attribute.Pii!.Span,
            $"attribute `{part.Attribute.Name}` of `{part.Dimension.Name}` is personal data (`{part.Attribute.Pii}`) and has no `mask`",
            "add `mask: redact` or `mask: hash`");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A band is the text of its range.</summary>
public sealed class BandType : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2042", "band-type");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        where part.Attribute is { Band: not null, Type: not (null or DataType.Text) }
        select Rule.At(
            part.Attribute.Name.Span,
            $"attribute `{part.Attribute.Name}` of `{part.Dimension.Name}` is a band, which is a text such as `0 to 25000`, but its type is `{part.Attribute.Type}`",
            "set `type: string`");
}

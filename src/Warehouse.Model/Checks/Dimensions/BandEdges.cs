using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Each edge of a band ends one range and begins the next.</summary>
public sealed class BandEdges : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2041", "band-edges");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Attributes()
        where part.Attribute.Band is { } band && band.Edges.Zip(band.Edges.Skip(1)).Any(e => e.First >= e.Second)
        select Rule.At(
            part.Attribute.Band!.Column.Span,
            $"the edges of band `{part.Attribute.Name}` of `{part.Dimension.Name}` do not ascend",
            "write each edge once, the lowest first");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of a dimension cannot be loaded yet.</summary>
internal static class DimensionLoadability
{
    public static IEnumerable<Diagnostic> Check(Dimension dimension) => dimension switch
    {
        SourcedDimension sourced => Sourced(sourced),
        JunkDimension junk => junk.Attributes.Where(a => a.Expression is not null || a.Band is not null)
            .Select(a => Loadability.Refuse(a.Name, a.Band is null ? "expressions of junk dimensions" : "bands of junk dimensions")),
        _ => [],
    };

    private static IEnumerable<Diagnostic> Sourced(SourcedDimension dimension)
    {
        if (dimension.Parent is { } parent)
            yield return Loadability.Refuse(parent.Span, $"`{dimension.Name}`: parent hierarchies");
        foreach (var mini in dimension.MiniDimensions)
            yield return Loadability.Refuse(mini.Name, "mini-dimensions");
        foreach (var attribute in dimension.Attributes)
        {
            if (attribute.Outrigger is not null)
                yield return Loadability.Refuse(attribute.Name, "outriggers");
            else if (attribute.Band is not null)
                yield return Loadability.Refuse(attribute.Name, "bands");
            if (attribute.Mask is { } mask)
                yield return Loadability.Ignore(mask.Span, $"the mask of `{attribute.Name}`");
        }

        if (!dimension.Indexes.IsEmpty)
            yield return Loadability.Ignore(dimension.Name.Span, $"`indexes` of `{dimension.Name}`");
    }
}

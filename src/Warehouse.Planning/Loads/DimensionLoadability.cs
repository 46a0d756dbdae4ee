using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of a dimension cannot be loaded yet.</summary>
internal static class DimensionLoadability
{
    public static IEnumerable<Diagnostic> Check(Project project, Dimension dimension) => dimension switch
    {
        SourcedDimension sourced => Sourced(project, sourced),
        _ => [],
    };

    private static IEnumerable<Diagnostic> Sourced(Project project, SourcedDimension dimension)
    {
        foreach (var attribute in dimension.Attributes)
        {
            if (attribute.Mask is { } mask)
                yield return Loadability.Ignore(mask.Span, $"the mask of `{attribute.Name}`");
        }
    }
}

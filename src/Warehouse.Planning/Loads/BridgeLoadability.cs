using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of a bridge cannot be loaded yet.</summary>
internal static class BridgeLoadability
{
    public static IEnumerable<Diagnostic> Check(Project project, Bridge bridge)
    {
        var source = project.FindSource(bridge.Source.Text);
        if (source?.NullMeans == NullMeans.Unchanged)
            yield return Loadability.Refuse(bridge.Source, $"bridge `{bridge.Name}`: partial rows");
    }
}

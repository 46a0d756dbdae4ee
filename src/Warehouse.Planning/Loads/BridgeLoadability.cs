using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of a bridge cannot be loaded yet.</summary>
internal static class BridgeLoadability
{
    public static IEnumerable<Diagnostic> Check(Project project, Bridge bridge)
    {
        var member = project.FindDimension(bridge.MemberDimension.Text);
        if (member is not (null or SourcedDimension))
            yield return Loadability.Refuse(bridge.MemberDimension, "a bridge to a dimension without a source");
        var source = project.FindSource(bridge.Source.Text);
        if (source?.Feed == Feed.Changes)
            yield return Loadability.Refuse(bridge.Source, $"bridge `{bridge.Name}`: a feed of changes");
        if (source?.NullMeans == NullMeans.Unchanged)
            yield return Loadability.Refuse(bridge.Source, $"bridge `{bridge.Name}`: partial rows");
        if (source is { DeleteScope.IsEmpty: false })
            yield return Loadability.Refuse(bridge.Source, $"bridge `{bridge.Name}`: a scope of deletes");
    }
}

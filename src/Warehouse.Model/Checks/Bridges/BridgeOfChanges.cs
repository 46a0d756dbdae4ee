using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Bridges;

/// <summary>When a link holds `valid` says, of each link at once; a log of changes says it piece by piece, and of no link the whole.</summary>
public sealed class BridgeOfChanges : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2179", "bridge-of-changes");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from bridge in project.Bridges
        let source = project.FindSource(bridge.Source.Text)
        where source?.Feed == Feed.Changes
        select Rule.At(
            source.FeedSpan,
            $"bridge `{bridge.Name}` is loaded from `{source.Name}`, a log of changes: its rows would have to be links, each with the time for which it holds",
            "set `feed: upserts`, with `delete_when` for links that end and `valid` for the time of those that are dated");
}

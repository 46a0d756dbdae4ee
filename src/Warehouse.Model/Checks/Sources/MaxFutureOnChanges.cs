using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A change may be known before it takes effect, so a log has no limit.</summary>
public sealed class MaxFutureOnChanges : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2024", "max-future-on-changes");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Feed == Feed.Changes && source.MaxFuture != Default
        select Rule.At(
            source.FeedSpan,
            $"source `{source.Name}` is a log of changes, which may take effect at any time to come: `max_future` has no meaning",
            "remove `max_future`, or set `feed: upserts`");

    private static readonly TimeSpan Default = TimeSpan.FromDays(1);
}

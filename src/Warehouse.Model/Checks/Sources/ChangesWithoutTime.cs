using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A log says when each thing happened; where a dimension tracks history, `history-without-time` says so.</summary>
public sealed class ChangesWithoutTime : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2017", "changes-without-time");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source is { Feed: Feed.Changes, EffectiveAt: null }
        let readers = project.Sourced().Where(d => d.Source == source.Name).ToList()
        where readers.Count > 0 && readers.All(d => !d.HasVersions)
        select Rule.At(
            source.FeedSpan,
            $"source `{source.Name}` is a log of changes but has no `effective_at` to order them by",
            "add `effective_at`, or set `feed: upserts`");
}

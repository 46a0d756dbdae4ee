using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A change of a `changes` feed opens a version at its effective time, so history needs one.</summary>
public sealed class HistoryWithoutTime : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2014", "history-without-time");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        let source = project.FindSource(dimension.Source.Text)
        where source is { Feed: Feed.Changes, EffectiveAt: null } && !project.IsUnread(source.Name)
        let tracking = dimension.Attributes.FirstOrDefault(a => a.TracksHistory)
        where tracking is not null
        select Rule.At(
            tracking.ScdSpan.IsNone ? dimension.Name.Span : tracking.ScdSpan,
            $"`{dimension.Name}` tracks history but its source `{source.Name}` has no `effective_at`",
            "add `effective_at` to the source, or set `feed: snapshot`");
}

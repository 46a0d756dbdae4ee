using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>Without a watermark every load reads the whole table again.</summary>
public sealed class FeedWithoutWatermark : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2018", "feed-without-watermark", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source is { Feed: Feed.Changes or Feed.Upserts, Watermark: null, Origin: not SourceOrigin.Files }
        select Rule.At(
            source.Name.Span,
            $"source `{source.Name}` has no `watermark`, so every load reads all of it",
            "add `watermark: {column: …}` with the column of arrival time");
}

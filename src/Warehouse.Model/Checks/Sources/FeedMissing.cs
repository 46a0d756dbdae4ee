using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>What a row of a dimension's source means is never guessed.</summary>
public sealed class FeedMissing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2016", "feed-missing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Feed is null
        let reader = project.Sourced().FirstOrDefault(d => d.Source == source.Name)
        where reader is not null
        select Rule.At(
            source.Name.Span,
            $"source `{source.Name}` of dimension `{reader.Name}` does not say what a row means",
            "set `feed` to `changes` (something happened), `upserts` (this is the row now) or `snapshot` (these are all the rows)");
}

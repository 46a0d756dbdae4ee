using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A query serves every engine that a target loads to.</summary>
public sealed class QueryMissesEngine : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2032", "query-misses-engine");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Origin is SourceOrigin.Query
        let query = (SourceOrigin.Query)source.Origin
        from target in project.Targets
        where query.TextFor(target.Engine.Text) is null
        select Rule.At(
            query.Span,
            $"source `{source.Name}` has no query for `{target.Engine}`, the engine of target `{target.Name}`",
            $"add one under `{target.Engine}` or `default`");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A query of the user's own is opaque, so its columns are declared.</summary>
public sealed class QueryWithoutColumns : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2032", "query-without-columns");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source is { Origin: SourceOrigin.Query, Columns.IsEmpty: true }
        select Rule.At(
            source.Origin is SourceOrigin.Query query ? query.Span : source.Name.Span,
            $"source `{source.Name}` is a query, whose columns and types cannot be known",
            "declare them under `columns`");
}

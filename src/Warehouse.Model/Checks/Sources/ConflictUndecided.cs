using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>Rows in conflict agree in their effective time and their order, so neither of these can decide.</summary>
public sealed class ConflictUndecided : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2025", "conflict-undecided");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.OnConflict == OnConflict.Last
        let column = source.OnConflictColumn
        where column is null || column == source.EffectiveAt || source.OrderBy.Contains(column)
        select Rule.At(
            column?.Span ?? source.Name.Span,
            column is null
                ? $"`on_conflict: last` of source `{source.Name}` names no column"
                : $"`on_conflict` of source `{source.Name}` decides by `{column}`, in which rows in conflict are always equal",
            "name a column in which they differ, such as one of arrival: `on_conflict: {last: column}`");
}

using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A text file says nothing of its types, and 10 comes before 9 in a text.</summary>
public sealed class OrderByUntyped : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2030", "order-by-untyped", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Origin is SourceOrigin.Files { Format: not FileFormat.Parquet }
        let reads = ColumnReads.Of(project, source).ToList()
        from column in source.OrderBy
        where !SourceContract.Has(source, column.Text) && source.Delivery.ReadingOf(column.Text) is null && reads.All(r => r.Column != column || r.Evidence is not (TypeEvidence.Declared or TypeEvidence.Time))
        select Rule.At(
            column.Span,
            $"`{column}` orders the rows of source `{source.Name}` and its type is not known from a file; it is read as an integer",
            "declare its type under `columns`");
}

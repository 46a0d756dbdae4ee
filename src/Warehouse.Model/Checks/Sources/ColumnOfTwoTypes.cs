using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A column that is read as two types converts twice, and may be rejected by one of them alone.</summary>
public sealed class ColumnOfTwoTypes : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2027", "column-of-two-types", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        from uses in ColumnReads.Of(project, source).Where(r => r.Evidence == TypeEvidence.Declared).GroupBy(r => r.Column)
        where !SourceContract.Has(source, uses.Key.Text)
        let first = uses.First()
        from other in uses.Skip(1)
        where other.Type != first.Type
        select Rule.At(
            other.Column.Span,
            $"{other.Reader} reads `{other.Column}` as `{other.Type}`, and {first.Reader} as `{first.Type}`",
            $"use one type, or give the column's own under `columns` of source `{source.Name}`");
}

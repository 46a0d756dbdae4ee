using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A source with a contract promises every column that the model reads.</summary>
public sealed class ContractColumnMissing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2026", "contract-column-missing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where !source.Columns.IsEmpty
        from read in ColumnReads.Of(project, source)
        where source.Columns.All(c => c.Name != read.Column)
        select Rule.At(
            read.Column.Span,
            $"{read.Reader} reads `{read.Column}`, which the `columns` of source `{source.Name}` do not have",
            Hint.Nearest(read.Column, source.Columns.Select(c => c.Name), $"add `{read.Column}` to `columns`"));
}

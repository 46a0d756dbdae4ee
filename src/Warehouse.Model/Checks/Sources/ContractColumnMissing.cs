using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>Columns that are all there are have every one that the model reads; others have it under the name it is read by.</summary>
public sealed class ContractColumnMissing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2026", "contract-column-missing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where !source.Columns.IsEmpty
        let unread = Unread(project, source)
        from read in ColumnReads.Of(project, source)
        where !SourceContract.Has(source, read.Column.Text)
        let meant = Nearest.Of(read.Column.Text, unread)
        where meant is not null || SourceContract.IsComplete(source)
        select Rule.At(
            read.Column.Span,
            $"{read.Reader} reads `{read.Column}`, which the `columns` of source `{source.Name}` do not have",
            meant is not null ? $"did you mean `{meant}`? Otherwise add `{read.Column}` to `columns`" : $"add `{read.Column}` to `columns`");

    /// <summary>The declared columns that nothing reads: one of them is what a mistyped name meant.</summary>
    private static List<string> Unread(Project project, Source source) =>
        SourceContract.Read(project, source) is { } read ? [.. source.Columns.Select(c => c.Name.Text).Where(c => !read.Contains(c))] : [];
}

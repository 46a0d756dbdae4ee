using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Tests;

/// <summary>A test gives columns that the model reads: another one changes nothing, and is most likely mistyped.</summary>
public sealed class TestGivenColumnUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2090", "test-given-column-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        // What was not read may read any column of any source.
        from test in project.Unread.IsEmpty ? project.Tests : []
        from given in test.Steps.SelectMany(s => s.Given)
        let source = project.FindSource(given.Of.Text)
        where source is not null
        let known = SourceContract.Read(project, source)
        where known is not null
        from column in given.Rows.SelectMany(r => r.Cells.Select(c => c.Column))
        where !known.Contains(column.Text) && !SourceContract.Has(source, column.Text)
        select Rule.At(
            column.Span,
            $"test `{test.Name}` gives `{column}`, which nothing reads from `{source.Name}`",
            Hint.Nearest(column, known, "remove it, or read it in the model"));
}

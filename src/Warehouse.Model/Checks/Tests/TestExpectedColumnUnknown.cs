using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Tests;

/// <summary>A test compares columns of its target.</summary>
public sealed class TestExpectedColumnUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2091", "test-expected-column-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from test in project.Tests
        from expect in test.Steps.SelectMany(s => s.Expect)
        let known = TableColumns.Find(project, expect.Of.Text)
        where known is not null && !project.IsUnread(expect.Of)
        from column in expect.Rows.SelectMany(r => r.Cells.Select(c => c.Column))
        where known.Value.All(k => k.Name != column.Text)
        select Rule.At(
            column.Span,
            $"test `{test.Name}` expects `{column}`, which is not a column of `{expect.Of}`",
            Hint.Nearest(column, known.Value.Select(k => k.Name), $"name a column of `{expect.Of}`"));
}

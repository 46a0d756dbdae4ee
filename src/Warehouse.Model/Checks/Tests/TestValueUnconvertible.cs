using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Tests;

/// <summary>What a test expects, its target could hold.</summary>
public sealed class TestValueUnconvertible : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2092", "test-value-unconvertible");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from test in project.Tests
        from expect in test.Steps.SelectMany(s => s.Expect)
        let known = TableColumns.Find(project, expect.Of.Text)
        where known is not null
        from cell in expect.Rows.SelectMany(r => r.Cells)
        let type = known.Value.FirstOrDefault(k => k.Name == cell.Column.Text)?.Type
        where type is not null && !ScalarText.Converts(cell.Value.Text, type)
        select Rule.At(
            cell.Value.Span,
            $"test `{test.Name}` expects `{cell.Value.Text}` of `{cell.Column}`, which is {Listing.A(type)}",
            $"write a value of `{type}`");
}

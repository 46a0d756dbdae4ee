using System.Collections.Immutable;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Cli.Testing;

/// <summary>The rows of a target beside those that a test expects: as many, in any order, on the named columns.</summary>
internal static class RowComparison
{
    /// <summary>Null where they agree.</summary>
    public static async Task<string?> OfAsync(PipelineLoad load, TestRows of, IWarehouseSession session, Dialect dialect, int width, CancellationToken cancellationToken)
    {
        var (table, expected) = (load.Tables[0], of.Rows);
        if (AbsentColumns.Of(load, table, of) is { } absent)
            return absent;
        ImmutableArray<ColumnDesign> columns = [.. table.Columns.Where(c => expected.Any(r => r.Cells.Any(cell => cell.Column.Text == c.Name)))];
        // Of a target that is to be empty, the whole of what is there is of interest.
        if (columns.IsEmpty)
            columns = table.Columns;
        var actual = await session.QueryAsync(new SqlCommandText(SqlWriter.Write(Query(load, table, columns), dialect, ParameterStyle.Driver)), cancellationToken).ConfigureAwait(false);
        var match = RowMatch.Find(expected.Length, actual.Rows.Count, (e, a) => Agree(expected[e], actual.Rows[a], columns));
        return match.IsWhole ? null : new TestDiff(load.Pipeline, columns, expected, actual.Rows, width).Write(match);
    }

    private static bool Agree(TestRow expected, IReadOnlyList<object?> actual, ImmutableArray<ColumnDesign> columns) => expected.Cells.All(cell =>
    {
        var index = columns.Select((c, i) => (c, i)).First(c => c.c.Name == cell.Column.Text).i;
        return TypedValue.Equal(cell.Value.Text, actual[index], columns[index].Type);
    });

    private static Select Query(PipelineLoad load, TableDesign table, ImmutableArray<ColumnDesign> columns) => new()
    {
        Items = [.. columns.Select(c => new SelectItem(new ColumnReference("t", c.Name), c.Name))],
        From = new TableRelation(table.ToTable(), "t"),
        // Surrogate keys are positive; those of the special members are not.
        Where = load is FactLoad or AggregateLoad ? null : new Binary(BinaryOperator.Greater, new ColumnReference("t", table.PrimaryKey[0]), new Literal.Integer(0)),
        OrderBy = [.. columns.Select(c => new Ordering(new ColumnReference("t", c.Name), IsText: c.Type is DataType.Text))],
    };
}

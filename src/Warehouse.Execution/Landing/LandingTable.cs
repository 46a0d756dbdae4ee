using System.Collections.Immutable;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Landing;

/// <summary>The table that a file's rows are put into.</summary>
public static class LandingTable
{
    /// <summary>Makes it, empty: <c>_row</c>, the file's columns as text, and what is wrong with the row.</summary>
    public static CreateTableAs Create(TableName table, ImmutableArray<string> columns) => new(
        table,
        new Select
        {
            Items =
            [
                new(new Literal.Null(new SqlType.Integer()), ChangeColumns.Row),
                .. columns.Select(c => new SelectItem(new Literal.Null(new SqlType.Text()), c)),
                new(new Literal.Null(new SqlType.Text()), ChangeColumns.Problem),
            ],
            Where = new Literal.Boolean(false),
        },
        TableLifetime.Staging);
}

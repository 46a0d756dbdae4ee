using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.ExecutionTests.Proofs;

/// <summary>The table that a source's batches are delivered in: each replaces the one before.</summary>
internal sealed class SourceTable(string name, ImmutableArray<(string Name, SqlType Type)> columns, Dialect dialect)
{
    /// <summary>A statement takes so many parameters, and no more.</summary>
    private const int RowsAStatement = 40;

    /// <summary>From how many rows up a share of a batch may be rejected, not only one row (loads.md).</summary>
    private const int ManyRows = 100;

    /// <summary>How often each row of a batch is delivered so that more than one of them may be rejected.</summary>
    public static int CopiesToReject(int rows) => (ManyRows / Math.Max(1, rows)) + 1;

    public Task CreateAsync(IWarehouseSession session, CancellationToken cancel) =>
        session.ExecuteAsync(new($"CREATE TABLE raw.{name} ({string.Join(", ", columns.Select(c => $"{c.Name} {Spelled(c.Type)}"))})"), cancel);

    public Task DropAsync(IWarehouseSession session, CancellationToken cancel) => session.ExecuteAsync(new($"DROP TABLE raw.{name}"), cancel);

    /// <summary>Puts a batch in place of the one before, each row so many times: copies collapse, and a batch of 100 rows may reject many.</summary>
    public async Task DeliverAsync(IWarehouseSession session, IReadOnlyCollection<object?[]> batch, int copies, CancellationToken cancel)
    {
        await session.ExecuteAsync(new($"DELETE FROM raw.{name}"), cancel);
        foreach (var rows in batch.Chunk(RowsAStatement))
            await InsertAsync(session, rows, cancel);
        if (copies > 1 && batch.Count > 0)
        {
            var others = string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1 AS n", copies - 1));
            await session.ExecuteAsync(new($"INSERT INTO raw.{name} SELECT t.* FROM raw.{name} AS t CROSS JOIN ({others}) AS copies"), cancel);
        }
    }

    private async Task InsertAsync(IWarehouseSession session, object?[][] rows, CancellationToken cancel)
    {
        var sql = new StringBuilder($"INSERT INTO raw.{name} VALUES ");
        var arguments = new List<SqlArgument>();
        for (var i = 0; i < rows.Length; i++)
        {
            sql.Append(i == 0 ? "(" : ", (");
            for (var c = 0; c < rows[i].Length; c++)
            {
                var parameter = string.Create(CultureInfo.InvariantCulture, $"p{i}_{c}");
                sql.Append(c == 0 ? "" : ", ").Append(dialect.Parameters.Driver(parameter));
                arguments.Add(new(parameter, columns[c].Type, rows[i][c]));
            }

            sql.Append(')');
        }

        await session.ExecuteAsync(new(sql.ToString(), [.. arguments]), cancel);
    }

    // These names are those of the engines that adapters execute on.
    private static string Spelled(SqlType type) => type switch
    {
        SqlType.Text => "text",
        SqlType.Integer => "bigint",
        SqlType.Float => "double precision",
        SqlType.Decimal => "decimal(18,2)",
        SqlType.Boolean => "boolean",
        SqlType.Date => "date",
        _ => "timestamp",
    };
}

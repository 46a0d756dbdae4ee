using System.Globalization;
using System.Text;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>The table that a history's batches are delivered in: each replaces the one before.</summary>
internal sealed class SourceTable(HistoryDefinition definition, string name, Dialect dialect)
{
    /// <summary>A statement takes so many parameters, and no more.</summary>
    private const int RowsAStatement = 40;

    private readonly List<(string Name, SqlType Type)> _columns =
    [
        ("code", new SqlType.Text()), .. definition.TwoPartKey ? [("number", new SqlType.Integer())] : Array.Empty<(string, SqlType)>(),
        ("stamp", new SqlType.Timestamp()), ("seq", new SqlType.Integer()), ("op", new SqlType.Text()), ("wins", new SqlType.Integer()),
        .. definition.Attributes.Select(a => (a.Name, TypeOf(a.Kind))),
    ];

    public Task CreateAsync(IWarehouseSession session, CancellationToken cancel) =>
        session.ExecuteAsync(new($"CREATE TABLE raw.{name} ({string.Join(", ", _columns.Select(c => $"{c.Name} {Spelled(c.Type)}"))})"), cancel);

    public Task DropAsync(IWarehouseSession session, CancellationToken cancel) => session.ExecuteAsync(new($"DROP TABLE raw.{name}"), cancel);

    /// <summary>Puts a batch in place of the one before, each row so many times: copies collapse, and a batch of 100 rows may reject many.</summary>
    public async Task DeliverAsync(IWarehouseSession session, HistoryBatch batch, int copies, CancellationToken cancel)
    {
        await session.ExecuteAsync(new($"DELETE FROM raw.{name}"), cancel);
        foreach (var rows in batch.Rows.Chunk(RowsAStatement))
            await InsertAsync(session, rows, cancel);
        if (copies > 1 && !batch.Rows.IsEmpty)
        {
            var others = string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1 AS n", copies - 1));
            await session.ExecuteAsync(new($"INSERT INTO raw.{name} SELECT t.* FROM raw.{name} AS t CROSS JOIN ({others}) AS copies"), cancel);
        }
    }

    private async Task InsertAsync(IWarehouseSession session, SourceRow[] rows, CancellationToken cancel)
    {
        var sql = new StringBuilder($"INSERT INTO raw.{name} VALUES ");
        var arguments = new List<SqlArgument>();
        for (var i = 0; i < rows.Length; i++)
        {
            sql.Append(i == 0 ? "(" : ", (");
            var values = Values(rows[i]).ToList();
            for (var c = 0; c < values.Count; c++)
            {
                var parameter = string.Create(CultureInfo.InvariantCulture, $"p{i}_{c}");
                sql.Append(c == 0 ? "" : ", ").Append(dialect.Parameters.Driver(parameter));
                arguments.Add(new(parameter, _columns[c].Type, values[c]));
            }

            sql.Append(')');
        }

        await session.ExecuteAsync(new(sql.ToString(), [.. arguments]), cancel);
    }

    private IEnumerable<object?> Values(SourceRow row) =>
    [
        row.Key.Code, .. definition.TwoPartKey ? [(object?)row.Key.Number] : Array.Empty<object?>(),
        row.Stamp, row.Order, row.IsDelete ? "D" : "U", row.Wins, .. row.Values,
    ];

    private static SqlType TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Text => new SqlType.Text(),
        ValueKind.Integer => new SqlType.Integer(),
        ValueKind.Float => new SqlType.Float(),
        ValueKind.Money => new SqlType.Decimal(18, 2),
        ValueKind.Flag => new SqlType.Boolean(),
        ValueKind.Day => new SqlType.Date(),
        _ => new SqlType.Timestamp(),
    };

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

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Landing;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>Rows that one batch has rejected, to be loaded again.</summary>
/// <param name="RejectedBy">The batch.</param>
/// <param name="Codes">The reasons for which they were rejected.</param>
/// <param name="AreStaged">They were rejected after they had been staged: their staged columns were kept, and not the source's.</param>
public sealed record ReplayedRows(string RejectedBy, ImmutableArray<string> Codes, long Rows, bool AreStaged)
{
    /// <summary>What the toolkit has added to the row; the outcome stays, by which staged columns are known as such when they are rejected again.</summary>
    private static readonly HashSet<string> Added = new(StringComparer.Ordinal)
    {
        ChangeColumns.Row, ChangeColumns.Problem, ChangeColumns.Code, ChangeColumns.Reason, ChangeColumns.Payload,
    };

    /// <summary>Whether what was kept of a row is its staged columns.</summary>
    public static bool IsStaged(string payload) => payload.Contains($"\"{ChangeColumns.Outcome}\"", StringComparison.Ordinal);

    /// <summary>The rows as a file of JSON lines, which is landed as any other.</summary>
    internal async Task<LandingFile> ReadAsync(PipelineLoad load, StatementSession session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(Payloads(load.Pipeline), cancellationToken).ConfigureAwait(false);
        var lines = new StringBuilder();
        foreach (var row in rows.Rows)
            lines.Append(Line((string)row[0]!)).Append('\n');
        var bytes = Encoding.UTF8.GetBytes(lines.ToString());
        ImmutableArray<string> reads = AreStaged ? [] : [.. load.Reads!.Columns.Select(c => c.Name)];
        return new($"rows rejected by {RejectedBy}", "", () => new MemoryStream(bytes, writable: false), FileFormat.Ndjson, CsvFormat.Standard, reads);
    }

    private Select Payloads(string pipeline) => new()
    {
        Items = [new(new Cast(new ColumnReference("r", "payload"), new SqlType.Text()), "payload")],
        From = new TableRelation(StateTables.RejectedRow.ToTable(), "r"),
        Where = new Binary(BinaryOperator.And, new Binary(BinaryOperator.And, Equal("batch_id", RejectedBy), Equal("target", pipeline)), new Binary(
            BinaryOperator.And, new IsNull(new ColumnReference("r", "replayed_by")), new In(new ColumnReference("r", "code"), [.. Codes.Select(c => new Literal.Text(c))]))),
        OrderBy = [new(new Cast(new ColumnReference("r", "payload"), new SqlType.Text()), IsText: true)],
    };

    private static Binary Equal(string column, string value) => new(BinaryOperator.Equal, new ColumnReference("r", column), new Literal.Text(value));

    private static string Line(string payload)
    {
        using var row = JsonDocument.Parse(payload);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var column in row.RootElement.EnumerateObject().Where(c => !Added.Contains(c.Name)))
                column.WriteTo(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

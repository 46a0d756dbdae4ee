using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>What the target says has been loaded.</summary>
internal sealed class TargetState
{
    private readonly Dictionary<(string Pipeline, string Source, string Name), string> _files;
    private readonly Dictionary<(string Pipeline, string Source), (DateTime? Time, long? Number)> _watermarks;
    private readonly Dictionary<(string Pipeline, string Source), DateTime> _lastTimes;

    private readonly HashSet<string> _backfills;

    private TargetState(
        Dictionary<(string, string, string), string> files, Dictionary<(string, string), (DateTime?, long?)> watermarks, Dictionary<(string, string), DateTime> lastTimes, HashSet<string> backfills) =>
        (_files, _watermarks, _lastTimes, _backfills) = (files, watermarks, lastTimes, backfills);

    public static async Task<TargetState> ReadAsync(StatementSession session, CancellationToken cancellationToken)
    {
        var files = await session.QueryAsync(Columns(StateTables.File, "pipeline", "source", "name", "content_hash"), cancellationToken).ConfigureAwait(false);
        var watermarks = await session.QueryAsync(Columns(StateTables.Watermark, "pipeline", "source", "hi", "hi_number"), cancellationToken).ConfigureAwait(false);
        var last = await session.QueryAsync(LastTimes, cancellationToken).ConfigureAwait(false);
        var backfills = await session.QueryAsync(Backfills, cancellationToken).ConfigureAwait(false);
        return new(
            files.Rows.ToDictionary(r => ((string)r[0]!, (string)r[1]!, (string)r[2]!), r => (string)r[3]!),
            watermarks.Rows.ToDictionary(r => ((string)r[0]!, (string)r[1]!), r => ((DateTime?)r[2], (long?)r[3])),
            last.Rows.ToDictionary(r => ((string)r[0]!, (string)r[1]!), r => (DateTime)r[2]!),
            backfills.Rows.Select(r => (string)r[0]!).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What a file held when it was loaded; null where it was not.</summary>
    public string? HashOf(string pipeline, string source, string name) => _files.GetValueOrDefault((pipeline, source, name));

    public bool HasFilesOf(string pipeline, string source) => _files.Keys.Any(k => k.Pipeline == pipeline && k.Source == source);

    public DateTime? WatermarkOf(string pipeline, string source) => _watermarks.GetValueOrDefault((pipeline, source)).Time;

    public long? NumberOf(string pipeline, string source) => _watermarks.GetValueOrDefault((pipeline, source)).Number;

    /// <summary>The latest batch time that the pipeline has had from the source.</summary>
    public DateTime? LastTimeOf(string pipeline, string source) => _lastTimes.TryGetValue((pipeline, source), out var time) ? time : null;

    /// <summary>Whether the ledger has a batch of a backfill.</summary>
    public bool HasBackfill(Guid batchId) => _backfills.Contains(batchId.ToString());

    private static Select Backfills { get; } = new()
    {
        Items = [Item("batch_id")],
        From = new TableRelation(StateTables.Batch.ToTable(), "t"),
        Where = new Binary(BinaryOperator.Equal, new ColumnReference("t", "mode"), new Literal.Text(BatchMode.Backfill)),
    };

    private static Select LastTimes { get; } = new()
    {
        Items = [Item("pipeline"), Item("source"), new(new Aggregate(AggregateFunction.Max, new ColumnReference("t", "batch_at")), "batch_at")],
        From = new TableRelation(StateTables.Batch.ToTable(), "t"),
        GroupBy = [new ColumnReference("t", "pipeline"), new ColumnReference("t", "source")],
    };

    private static Select Columns(TableDesign table, params ReadOnlySpan<string> columns) => new()
    {
        Items = [.. columns.ToArray().Select(Item)],
        From = new TableRelation(table.ToTable(), "t"),
    };

    private static SelectItem Item(string column) => new(new ColumnReference("t", column), column);
}

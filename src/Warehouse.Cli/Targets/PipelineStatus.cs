using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Targets;

/// <summary>How far a pipeline has come, as the target's own ledger says.</summary>
internal sealed record PipelineStatus(string Pipeline, string? Source)
{
    internal static ImmutableArray<string> BatchColumns { get; } = ["pipeline", "batch_id", "file", "batch_at", "committed_at", LoadCounts.Read];

    internal static ImmutableArray<string> WatermarkColumns { get; } = ["pipeline", "hi", "hi_number"];

    public DateTime? Watermark { get; init; }

    /// <summary>In place of <see cref="Watermark"/>, where it is a number.</summary>
    public long? WatermarkNumber { get; init; }

    public string? LastFile { get; init; }

    public string? LastBatchId { get; init; }

    public DateTime? LastBatchAt { get; init; }

    public DateTime? LastCommittedAt { get; init; }

    /// <summary>Rows read by the last batch.</summary>
    public long LastRead { get; init; }

    public long Batches { get; init; }

    /// <summary>Rows that were rejected and not replayed, over all batches.</summary>
    public long RejectedRows { get; init; }

    /// <summary>Batches that a load would begin now.</summary>
    public int Pending { get; init; }

    /// <summary>What stands in its way; null where nothing does.</summary>
    public Trouble? Trouble { get; init; }

    /// <summary>Whether its source delivers in time.</summary>
    public required SourceAge Age { get; init; }

    /// <summary>In one word, the worst first.</summary>
    public string State => this switch
    {
        { Trouble: { } trouble } => trouble.State,
        { Age.State: FreshnessState.TooOld } => "too old",
        { Age.State: FreshnessState.Late } => "late",
        { Pending: > 0 } => "pending",
        { LastBatchId: null } => "empty",
        _ => "ok",
    };

    public static PipelineStatus Of(PipelineLoad load, RowSet batches, RowSet watermarks, long rejected, RunPlan plan, PastBatch? lastTried, DateTime now)
    {
        var own = batches.Rows.Where(r => (string)r[0]! == load.Pipeline).OrderBy(r => (DateTime)r[4]!).ThenBy(r => (DateTime)r[3]!).ToList();
        var last = own.LastOrDefault();
        var watermark = watermarks.Rows.FirstOrDefault(r => (string)r[0]! == load.Pipeline);
        var committedAt = last?[4] as DateTime?;
        var pending = plan.Batches.Where(b => b.Load.Pipeline == load.Pipeline).ToList();
        return new(load.Pipeline, load.Reads?.Source.Name.Text)
        {
            Watermark = (DateTime?)watermark?[1],
            WatermarkNumber = (long?)watermark?[2],
            Age = new(load.Reads?.Source.Freshness, (DateTime?)watermark?[1] ?? last?[3] as DateTime?, now),
            LastFile = last?[2] as string,
            LastBatchId = last?[1] as string,
            LastBatchAt = last?[3] as DateTime?,
            LastCommittedAt = committedAt,
            LastRead = last is null ? 0 : Convert.ToInt64(last[5], CultureInfo.InvariantCulture),
            Batches = own.Count,
            RejectedRows = rejected,
            Pending = pending.Count,
            // Where nothing is left to load, what once was wrong is over: its file was taken away.
            Trouble = Trouble.OfPlan(pending.Find(b => b.Refusal is not null)) ?? (pending.Count > 0 ? Trouble.OfRun(lastTried, committedAt) : null),
        };
    }
}

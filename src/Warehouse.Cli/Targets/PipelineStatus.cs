using System.Globalization;
using Warehouse.Cli.Loading;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Cli.Targets;

/// <summary>How far a pipeline has come, as the target's own ledger says.</summary>
internal sealed record PipelineStatus(string Pipeline, string? Source)
{
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

    /// <summary>Whether its source delivers in time.</summary>
    public required SourceAge Age { get; init; }

    public static async Task<IReadOnlyList<PipelineStatus>> ReadAsync(CommandContext context, LoadableProject project, OpenTarget target, CancellationToken cancellationToken)
    {
        var now = context.Host.Clock.GetUtcNow().UtcDateTime;
        var plan = await BatchPlanner.PlanAsync(Loader.ContextOf(context, project, target, project.Loads), new LoadOptions(), now, cancellationToken).ConfigureAwait(false);
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var batches = await RowsAsync(session, target.Dialect, StateTables.Batch, ["pipeline", "batch_id", "file", "batch_at", "committed_at", LoadCounts.Read], cancellationToken).ConfigureAwait(false);
        var watermarks = await RowsAsync(session, target.Dialect, StateTables.Watermark, ["pipeline", "hi", "hi_number"], cancellationToken).ConfigureAwait(false);
        var rejects = await RejectsAsync(session, target.Dialect, cancellationToken).ConfigureAwait(false);
        return [.. project.Loads.Where(l => l.HasBatches).Select(load => Of(load, batches, watermarks, rejects, plan, now))];
    }

    private static PipelineStatus Of(PipelineLoad load, RowSet batches, RowSet watermarks, IReadOnlyDictionary<string, long> rejects, RunPlan plan, DateTime now)
    {
        var own = batches.Rows.Where(r => (string)r[0]! == load.Pipeline).OrderBy(r => (DateTime)r[4]!).ThenBy(r => (DateTime)r[3]!).ToList();
        var last = own.LastOrDefault();
        var watermark = watermarks.Rows.FirstOrDefault(r => (string)r[0]! == load.Pipeline);
        return new(load.Pipeline, load.Reads?.Source.Name.Text)
        {
            Watermark = (DateTime?)watermark?[1],
            WatermarkNumber = (long?)watermark?[2],
            Age = new(load.Reads?.Source.Freshness, (DateTime?)watermark?[1] ?? last?[3] as DateTime?, now),
            LastFile = last?[2] as string,
            LastBatchId = last?[1] as string,
            LastBatchAt = last?[3] as DateTime?,
            LastCommittedAt = last?[4] as DateTime?,
            LastRead = last is null ? 0 : Convert.ToInt64(last[5], CultureInfo.InvariantCulture),
            Batches = own.Count,
            RejectedRows = rejects.GetValueOrDefault(load.Pipeline),
            Pending = plan.Batches.Count(b => b.Load.Pipeline == load.Pipeline),
        };
    }

    private static async Task<Dictionary<string, long>> RejectsAsync(IWarehouseSession session, Dialect dialect, CancellationToken cancellationToken)
    {
        var target = new ColumnReference("t", "target");
        var rows = await QueryAsync(session, dialect, new Select
        {
            Items = [new(target, "target"), new(new Aggregate(AggregateFunction.Count, null), "found")],
            From = From(StateTables.RejectedRow),
            Where = new IsNull(new ColumnReference("t", "replayed_by")),
            GroupBy = [target],
        }, cancellationToken).ConfigureAwait(false);
        return rows.Rows.ToDictionary(r => (string)r[0]!, r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private static Task<RowSet> RowsAsync(IWarehouseSession session, Dialect dialect, TableDesign table, string[] columns, CancellationToken cancellationToken) => QueryAsync(
        session,
        dialect,
        new Select { Items = [.. columns.Select(c => new SelectItem(new ColumnReference("t", c), c))], From = From(table) },
        cancellationToken);

    private static Task<RowSet> QueryAsync(IWarehouseSession session, Dialect dialect, Query query, CancellationToken cancellationToken) =>
        session.QueryAsync(new SqlCommandText(SqlWriter.Write(query, dialect, ParameterStyle.Driver)), cancellationToken);

    private static TableRelation From(TableDesign table) => new(table.ToTable(), "t");
}

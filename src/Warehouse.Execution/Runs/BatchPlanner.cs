using Warehouse.Execution.Batches;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>What there is to load: what sources have, less what the target's ledger says has been loaded.</summary>
public static class BatchPlanner
{
    /// <exception cref="Sessions.EngineException">The target cannot be asked, or its state tables are missing.</exception>
    public static async Task<RunPlan> PlanAsync(LoadContext context, LoadOptions options, DateTime runAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        await using var session = await context.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var statements = new StatementSession(session, context.Dialect, () => []);
        var state = await TargetState.ReadAsync(statements, cancellationToken).ConfigureAwait(false);
        var tables = new TableBatches(statements, new SourceShapes(session, context), context.ModelHash, runAt, context.Clock);
        var files = new FileBatches(context.Files, context.ModelHash, options, runAt);
        var batches = new List<PendingBatch>();
        for (var position = 0; position < context.Loads.Length; position++)
        {
            var load = context.Loads[position];
            if (!load.HasBatches)
                continue;
            if (load is CalendarLoad calendar)
                batches.AddRange(await CalendarAsync(calendar, position, context.ModelHash, runAt, statements, cancellationToken).ConfigureAwait(false));
            else if (load.ReadOf() is { Source.Origin: SourceOrigin.Files origin } read)
                batches.AddRange(files.Of(load, position, read, origin, state, cancellationToken));
            else if (await tables.OfAsync(load, position, load.ReadOf()!, state, cancellationToken).ConfigureAwait(false) is { } batch)
                batches.Add(batch);
        }

        return RunPlan.Of(batches);
    }

    /// <summary>A calendar is loaded once for a model and a range.</summary>
    private static async Task<IEnumerable<PendingBatch>> CalendarAsync(
        CalendarLoad load, int position, string modelHash, DateTime runAt, StatementSession session, CancellationToken cancellationToken)
    {
        var (from, to) = (load.Dimension.From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), load.Dimension.To.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        var id = BatchIdentity.OfRange(load.Pipeline, modelHash, "calendar", from, to, BatchMode.Incremental);
        var known = await session.QueryAsync(StateStatements.BatchOf(id), cancellationToken).ConfigureAwait(false);
        return known.Rows.Count > 0 ? [] : [new PendingBatch(load, position) { BatchId = id, Source = "calendar", BatchAt = runAt }];
    }
}

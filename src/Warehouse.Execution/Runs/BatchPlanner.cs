using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;
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
        if (options.FullRefresh)
            return await FullRefresh.PlanAsync(context, statements, runAt, cancellationToken).ConfigureAwait(false);
        var state = await TargetState.ReadAsync(statements, cancellationToken).ConfigureAwait(false);
        var tables = new TableBatches(statements, new SourceShapes(session, context), options, runAt, context.Clock);
        var files = new FileBatches(context.Files, options, runAt);
        var backfill = options.Range is { } range ? new BackfillBatches(range, options, new SourceShapes(session, context), runAt, context.Clock) : null;
        var batches = new List<PendingBatch>();
        var replay = options.ReplayRejects ? new ReplayBatches(statements) : null;
        var unfit = ImmutableArray.CreateBuilder<Diagnostic>();
        for (var position = 0; position < context.Loads.Length; position++)
        {
            var load = context.Loads[position];
            if (!load.HasBatches)
                continue;
            if (replay is not null)
            {
                var (replayed, leftOut) = load.IsComputed ? ([], null) : await replay.OfAsync(load, position, state, cancellationToken).ConfigureAwait(false);
                batches.AddRange(replayed);
                if (leftOut is not null)
                    unfit.Add(leftOut);
                continue;
            }

            if (backfill is not null && (load.IsComputed || backfill.Unfit(load) is { } why && Add(why)))
                continue;
            if (load.IsComputed)
                batches.AddRange(await ComputedAsync(load, position, runAt, statements, cancellationToken).ConfigureAwait(false));
            else if (load.Reads is { Source.Origin: SourceOrigin.Files origin } read)
                batches.AddRange(files.Of(load, position, read, origin, state, cancellationToken));
            else if (backfill is not null)
                batches.Add(await backfill.OfAsync(load, position, load.Reads!, state, cancellationToken).ConfigureAwait(false));
            else
                Take(await tables.OfAsync(load, position, load.Reads!, state, cancellationToken).ConfigureAwait(false));
        }

        return RunPlan.Of(batches) with { LeftOut = unfit.ToImmutable() };

        void Take((PendingBatch? Batch, Diagnostic? LeftOut) pending)
        {
            if (pending.Batch is { } batch)
                batches.Add(batch);
            if (pending.LeftOut is { } why)
                unfit.Add(why);
        }

        bool Add(Diagnostic why)
        {
            unfit.Add(why);
            return true;
        }
    }

    /// <summary>A calendar or clock is loaded when the model is another than it was loaded for; also when it is one of earlier again, so the batch is named for the one before it.</summary>
    private static async Task<IEnumerable<PendingBatch>> ComputedAsync(
        PipelineLoad load, int position, DateTime runAt, StatementSession session, CancellationToken cancellationToken)
    {
        var last = await session.QueryAsync(StateStatements.LastBatchOf(load.Pipeline), cancellationToken).ConfigureAwait(false);
        if (last.Rows is [var loaded] && (string)loaded[1]! == ModelHash.Of(load))
            return [];
        var identity = last.Rows is [var before] ? $"{PipelineLoad.ComputedSource} after {before[0]}" : PipelineLoad.ComputedSource;
        var id = BatchIdentity.OfRange(load.Pipeline, ModelHash.Of(load), identity, null, null, BatchMode.Incremental);
        return [new PendingBatch(load, position) { BatchId = id, Source = PipelineLoad.ComputedSource, BatchAt = runAt }];
    }
}

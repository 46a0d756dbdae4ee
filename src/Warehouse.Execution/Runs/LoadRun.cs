using Warehouse.Compilation.Loads;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Sessions;
using Warehouse.Execution.Telemetry;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Runs;

/// <summary>Loads all there is to load, in order, and at once what has nothing to do with each other; what fails stops its pipeline and what depends on it, and nothing else.</summary>
public sealed class LoadRun(LoadContext context, LoadOptions options, IProgress<LoadEvent>? observer)
{
    /// <summary>How batches have ended, by their numbers in the plan.</summary>
    private readonly SortedDictionary<int, BatchOutcome> _outcomes = [];

    private readonly Lock _telling = new();

    /// <summary>The pipelines that have failed in this run, and those that wait for them.</summary>
    private readonly HashSet<string> _stopped = new(StringComparer.Ordinal);

    private readonly RunTelemetry _telemetry = new(context, options);

    private readonly BatchRunner _runner = new(context.Sessions, context.Dialect, context.Clock, options.Batches);

    public async Task<LoadResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = context.Clock.GetTimestamp();
        var startedAt = context.Clock.UtcMicroseconds();
        var runAt = options.At ?? startedAt;
        var runId = BatchIdentity.OfRun(context.Project.Name.Text, context.Target.Name.Text, startedAt);
        var result = new LoadResult(runId, runAt, TimeSpan.Zero, []);
        _telemetry.Begin(runId);
        var journal = options.Command is { } command ? new RunJournal(context, command, runId, startedAt, e => Tell(new LoadEvent.Warned(Now, runId, JournalFailed(e)))) : null;
        try
        {
            await LeftStaging.DropAsync(context.Sessions, context.Dialect, context.Loads.Select(l => l.Pipeline), cancellationToken).ConfigureAwait(false);
            if (options.Refresh is null)
                await FullRefresh.DropLeftAsync(context, cancellationToken).ConfigureAwait(false);
            var plan = await BatchPlanner.PlanAsync(context, options, runAt, cancellationToken).ConfigureAwait(false);
            Tell(new LoadEvent.RunStarted(Now, runId, plan));
            foreach (var leftOut in plan.LeftOut)
                Tell(new LoadEvent.Warned(Now, runId, leftOut));
            if (journal is not null)
                await journal.BeganAsync(plan.Batches.Length, cancellationToken).ConfigureAwait(false);
            await LoadAsync(plan, runId, journal, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException e)
        {
            result = result with { Error = BatchErrors.OfEngine(e, context.Target.Name.Text, context.Target.Name.Span, null) };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = result with { Error = ExecutionRules.Interrupted.At(context.Target.Name.Span, "interrupted before the first batch") };
        }

        result = result with { Batches = [.. _outcomes.Values], Duration = context.Clock.GetElapsedTime(began) };
        if (journal is not null)
            await journal.FinishedAsync(result).ConfigureAwait(false);
        Tell(new LoadEvent.RunFinished(Now, result));
        return result;
    }

    private Diagnostic JournalFailed(EngineException error) => ExecutionRules.JournalFailed.At(
        context.Target.Name.Span,
        $"the run history cannot be written: {error.Message}",
        error.Failure == EngineFailure.TableMissing ? "run `warehouse apply`, which makes its tables" : "the load goes on without it; see what the message says");

    private DateTime Now => context.Clock.GetUtcNow().UtcDateTime;

    private async Task LoadAsync(RunPlan plan, Guid runId, RunJournal? journal, CancellationToken cancellationToken)
    {
        var queue = new BatchQueue(plan, new(context.Loads));
        var running = new List<Task<(int Number, BatchOutcome Outcome)>>();
        var isInterrupted = false;
        while (true)
        {
            while (!isInterrupted && running.Count < options.Threads && queue.TryTake(out var number))
                running.Add(Begin(number, plan.Batches[number - 1], runId, cancellationToken));
            if (running.Count == 0)
                return;
            var ended = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(ended);
            var (place, outcome) = await ended.ConfigureAwait(false);
            if (outcome.Result.Error is { } error)
            {
                _stopped.Add(outcome.Batch.Load.Pipeline);
                isInterrupted |= error.Rule == ExecutionRules.Interrupted;
            }

            _outcomes.Add(place, outcome);
            queue.End(place);
            Tell(new LoadEvent.BatchFinished(Now, runId, place, outcome));
            if (journal is not null)
                await journal.EndedAsync(place, outcome).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the batch waits for one that has failed is known as it begins: all that it could wait for has ended.</summary>
    private Task<(int Number, BatchOutcome Outcome)> Begin(int number, PendingBatch batch, Guid runId, CancellationToken cancellationToken)
    {
        Tell(new LoadEvent.BatchStarted(Now, runId, number, batch));
        var began = context.Clock.GetTimestamp();
        var hindrance = Hindrance(batch);
        return Task.Run(
            async () =>
            {
                _telemetry.Enter(number);
                var result = hindrance ?? await ResultAsync(
                    batch,
                    doing => Tell(new LoadEvent.BatchProgress(Now, runId, number, batch, doing)),
                    retry => Tell(new LoadEvent.BatchRetried(Now, runId, number, batch, retry)),
                    cancellationToken).ConfigureAwait(false);
                return (number, new BatchOutcome(batch, result, context.Clock.GetElapsedTime(began)));
            },
            CancellationToken.None);
    }

    private BatchResult? Hindrance(PendingBatch batch)
    {
        var pipeline = batch.Load.Pipeline;
        if (batch.Load.BuildsOn.Append(pipeline).FirstOrDefault(_stopped.Contains) is { } stopper)
        {
            var why = stopper == pipeline ? "an earlier batch of it has" : $"`{stopper}`, on which it builds, has";
            return BatchResult.Without(BatchStatus.Skipped, ExecutionRules.UpstreamFailed.At(batch.Load.DeclaredAt, $"`{pipeline}` waits: {why} failed", "mend that, and run the load again"));
        }

        return batch.Refusal is { } refusal ? BatchResult.Without(BatchStatus.Refused, refusal) : null;
    }

    private async Task<BatchResult> ResultAsync(PendingBatch batch, Action<string> progress, Action<BatchRetry> retried, CancellationToken cancellationToken)
    {
        var (pipeline, place) = (batch.Load.Pipeline, batch.Load.DeclaredAt);
        try
        {
            if (options.FullRefresh)
                return await new FullRefresh(context, options, _runner).RunAsync(batch, progress, retried, cancellationToken).ConfigureAwait(false);
            if (batch.Replays is { } rows)
                return await _runner.RunAsync(await ReplayAsync(batch, rows, cancellationToken).ConfigureAwait(false), progress, retried, cancellationToken).ConfigureAwait(false);
            var (shape, missing) = await ShapeAsync(batch, cancellationToken).ConfigureAwait(false);
            return missing is not null
                ? BatchResult.Without(BatchStatus.Refused, missing)
                : await _runner.RunAsync(Compile(batch, LoadCompiler.Compile(batch.Load, shape, Suffix(batch))), progress, retried, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (BatchErrors.Explain(e, pipeline, place) is { } error)
        {
            return error;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return BatchResult.Without(BatchStatus.Failed, ExecutionRules.Interrupted.At(place, $"`{pipeline}` was interrupted before it began"));
        }
    }

    private async Task<(SourceShape? Shape, Diagnostic? Refusal)> ShapeAsync(PendingBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Load.Reads is not { } read)
            return (null, null);
        if (read.Source.Origin is SourceOrigin.Files)
            return (SourceShape.Landed(LoadCompiler.Landing(batch.Load, Suffix(batch))), null);
        await using var session = await context.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await new SourceShapes(session, context).OfAsync(batch.Load, read, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Batch> ReplayAsync(PendingBatch batch, ReplayedRows rows, CancellationToken cancellationToken)
    {
        await using var session = await context.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var file = await rows.ReadAsync(batch.Load, new StatementSession(session, context.Dialect, () => []), cancellationToken).ConfigureAwait(false);
        return Compile(batch with { File = file }, ReplayCompiler.Compile(batch.Load, Suffix(batch), rows.RejectedBy, rows.Codes, rows.Rows, rows.AreStaged));
    }

    private static Batch Compile(PendingBatch batch, LoadScript script) => new()
    {
        BatchId = batch.BatchId,
        BatchAt = batch.BatchAt,
        ModelHash = ModelHash.Of(batch.Load),
        Script = script,
        Mode = batch.Mode,
        File = batch.File,
        FileHash = batch.FileHash,
        Range = batch.Range,
        Place = batch.Load.DeclaredAt,
    };

    private static string Suffix(PendingBatch batch) => StagingNames.SuffixOf(batch.BatchId);

    /// <summary>One event at a time, whichever thread it comes from.</summary>
    private void Tell(LoadEvent e)
    {
        lock (_telling)
        {
            _telemetry.Report(e);
            observer?.Report(e);
        }
    }
}

using System.Collections.Immutable;
using Polly;
using Warehouse.Execution.Sessions;
using Warehouse.Execution.Telemetry;
using Warehouse.Sql.Dialects;

namespace Warehouse.Execution.Batches;

/// <summary>Loads one batch exactly once, however often it is tried (loads.md, One batch).</summary>
public sealed class BatchRunner(ISessionSource sessions, Dialect dialect, TimeProvider clock, BatchOptions options)
{
    /// <param name="progress">Is told what is about to be done, in a sentence.</param>
    /// <param name="cancellationToken">Rolls back what is under way.</param>
    public Task<BatchResult> RunAsync(Batch batch, Action<string>? progress, CancellationToken cancellationToken) => RunAsync(batch, progress, null, cancellationToken);

    /// <param name="progress">Is told what is about to be done, in a sentence.</param>
    /// <param name="retried">Is told that the batch will be tried again.</param>
    /// <param name="cancellationToken">Rolls back what is under way.</param>
    public async Task<BatchResult> RunAsync(Batch batch, Action<string>? progress, Action<BatchRetry>? retried, CancellationToken cancellationToken)
    {
        var values = new BatchValues(batch, clock.UtcMicroseconds(), clock);
        var run = new Run(this, batch, values, progress ?? (_ => { }));
        try
        {
            var result = await Retry(batch, retried).ExecuteAsync(run.AttemptAsync, cancellationToken).ConfigureAwait(false);
            return result with { Attempts = run.Attempts };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var error = ExecutionRules.Interrupted.At(batch.Place, $"`{batch.Script.Pipeline}` was interrupted; nothing of this batch was written");
            return BatchResult.Without(BatchStatus.Failed, error) with { Attempts = run.Attempts };
        }
        catch (Exception e) when (BatchErrors.Explain(e, batch.Script.Pipeline, batch.Place) is { } result)
        {
            return result with { Attempts = run.Attempts, Rejects = run.Rejects };
        }
        finally
        {
            await run.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The whole transaction again, and only after what is known to pass; never after a statement's own error.</summary>
    private ResiliencePipeline<BatchResult> Retry(Batch batch, Action<BatchRetry>? retried) => RetryPolicy.Of(
        options,
        clock,
        outcome => outcome.Exception switch
        {
            StepException { HasWaited: true } => false,
            StepException { Error.Failure: EngineFailure.LockHeld } => true,
            StepException e => MayPass(e.Error),
            EngineException e => MayPass(e),
            _ => false,
        },
        arguments =>
        {
            if (BatchErrors.Explain(arguments.Outcome.Exception!, batch.Script.Pipeline, batch.Place)?.Error is { } reason)
                retried?.Invoke(new(arguments.AttemptNumber + 2, arguments.RetryDelay, reason));
        });

    private static bool MayPass(EngineException error) => error.Failure is EngineFailure.Transient or EngineFailure.ConnectionLost;

    /// <summary>What one batch's attempts have in common: a session with its claim, and the staged rows, which outlive a transaction that is rolled back.</summary>
    private sealed class Run(BatchRunner runner, Batch batch, BatchValues values, Action<string> progress)
    {
        /// <summary>A session that has just been cut off lets go of its claim a little later than we know of it.</summary>
        private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

        private IWarehouseSession? _session;
        private bool _wasThere;
        private bool _staged;
        private bool _mayHaveLeft;
        private bool _mayHaveCommitted;

        public int Attempts { get; private set; }

        public ImmutableArray<RejectSummary> Rejects { get; private set; } = [];

        public async ValueTask<BatchResult> AttemptAsync(CancellationToken cancellationToken)
        {
            Attempts++;
            _session ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
            var attempt = On(_session);
            try
            {
                await attempt.ClaimAsync(cancellationToken).ConfigureAwait(false);
                _mayHaveLeft = true;
                // Saves work only; what decides is asked again behind the fence.
                if (await attempt.AskLedgerAsync(cancellationToken).ConfigureAwait(false) is { } loaded)
                    return Found(loaded);
                if (!_staged)
                    await attempt.StageAsync(cancellationToken).ConfigureAwait(false);
                _staged = true;
                return await TransactAsync(attempt, _session, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is EngineException { Failure: EngineFailure.ConnectionLost } or StepException { Error.Failure: EngineFailure.ConnectionLost })
            {
                // The claim is gone with the session, so a rival may have dropped the staged rows; a server that has crashed has emptied them.
                _staged = false;
                await CloseAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                if (_session is not null)
                    await _session.RollbackAsync().ConfigureAwait(false);
            }
        }

        /// <summary>Takes the batch's own tables away, however it has ended, and then lets go of the claim.</summary>
        public async Task EndAsync()
        {
            try
            {
                if (_mayHaveLeft && !await TryTidyAsync().ConfigureAwait(false))
                    await TryTidyAsync().ConfigureAwait(false);
            }
            finally
            {
                await CloseAsync().ConfigureAwait(false);
            }
        }

        /// <returns>False where the connection was lost: it may be no further away than the next one.</returns>
        private async Task<bool> TryTidyAsync()
        {
            try
            {
                _session ??= await runner.OpenAsync(CancellationToken.None).ConfigureAwait(false);
                // A rival that has it by now drops the tables itself.
                if (await _session.ClaimAsync(batch.Script.Pipeline, Moment, CancellationToken.None).ConfigureAwait(false))
                    await On(_session).DropStagingAsync(CancellationToken.None).ConfigureAwait(false);
                return true;
            }
            catch (EngineException e)
            {
                // What stays is dropped by the next run (LeftStaging); it must not change how the batch has ended.
                if (e.Failure != EngineFailure.ConnectionLost)
                    return true;
                await CloseAsync().ConfigureAwait(false);
                return false;
            }
        }

        private async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
        {
            try
            {
                var session = await runner.OpenAsync(cancellationToken).ConfigureAwait(false);
                _wasThere = true;
                return session;
            }
            catch (EngineException e) when (_wasThere && e.Failure == EngineFailure.ConnectionFailed)
            {
                // It was there a moment ago: it may be again, as after a restart of the server.
                throw new EngineException(EngineFailure.ConnectionLost, e.Message, e);
            }
        }

        private async Task CloseAsync()
        {
            if (_session is { } session)
                await session.DisposeAsync().ConfigureAwait(false);
            _session = null;
        }

        /// <summary>Loaded before, by another or by a commit of ours of which we did not hear.</summary>
        private BatchResult Found(RowCounts counts) => new(_mayHaveCommitted ? BatchStatus.Committed : BatchStatus.Skipped, counts) { Rejects = Rejects };

        private async Task<BatchResult> TransactAsync(BatchAttempt attempt, IWarehouseSession session, CancellationToken cancellationToken)
        {
            await attempt.BeginAsync(cancellationToken).ConfigureAwait(false);
            if (await attempt.AskLedgerAsync(cancellationToken).ConfigureAwait(false) is { } loaded)
                return Found(loaded);
            try
            {
                await attempt.ApplyAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (AssertionException e) when (e.IsGuard)
            {
                Rejects = await attempt.RejectsAsync(refused: true, cancellationToken).ConfigureAwait(false);
                throw;
            }

            Rejects = await attempt.RejectsAsync(refused: false, cancellationToken).ConfigureAwait(false);
            var counts = await attempt.AskLedgerAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"the load of {batch.Script.Pipeline} does not record its batch");
            progress("Commit");
            try
            {
                await StatementSpan.RunAsync("Commit", runner.Dialect, () => session.CommitAsync(cancellationToken)).ConfigureAwait(false);
            }
            catch (EngineException e) when (e.Failure == EngineFailure.ConnectionLost)
            {
                // The outcome is unknown. There: it is done. Absent: it is run again, or was still under way, and is found then.
                _mayHaveCommitted = true;
                await CloseAsync().ConfigureAwait(false);
                await using var other = await OpenAsync(cancellationToken).ConfigureAwait(false);
                if (await On(other).AskLedgerAsync(cancellationToken).ConfigureAwait(false) is null)
                    throw;
            }

            return new(BatchStatus.Committed, counts) { Rejects = Rejects };
        }

        private BatchAttempt On(IWarehouseSession session) =>
            new(batch, new StatementSession(session, runner.Dialect, values.Arguments), runner.Options, runner.Clock, progress);
    }

    private Dialect Dialect => dialect;

    private BatchOptions Options => options;

    private TimeProvider Clock => clock;

    private Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken) => sessions.OpenAsync(cancellationToken);
}

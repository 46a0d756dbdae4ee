using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Sessions;
using Warehouse.Execution.Telemetry;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Batches;

/// <summary>A batch on one connection: the two halves of which it is made, and what the ledger says of it.</summary>
internal sealed class BatchAttempt(Batch batch, StatementSession statements, BatchOptions options, TimeProvider clock, Action<string> progress)
{
    /// <summary>How many violating rows an error names, and one more to know that there are more.</summary>
    private const int NamedViolations = 5;

    private static readonly TimeSpan BetweenFenceTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until no other load stages rows of the pipeline: the tables of a batch bear its name, and a rival with the same batch would drop or fill them.</summary>
    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        const string purpose = "Wait for another load of the pipeline";
        if (!await NamingAsync(purpose, null, () => statements.Session.ClaimAsync(batch.Script.Pipeline, options.LockTimeout, cancellationToken)).ConfigureAwait(false))
            throw new StepException(purpose, new(EngineFailure.LockHeld, "it has not ended in time")) { HasWaited = true };
    }

    /// <summary>The counts of the batch where the ledger has it; null where it was not committed.</summary>
    public async Task<RowCounts?> AskLedgerAsync(CancellationToken cancellationToken)
    {
        var rows = await statements.QueryAsync(StateStatements.LedgerRow, cancellationToken).ConfigureAwait(false);
        return rows.Rows is [var row, ..] ? new([.. row.Select(v => Convert.ToInt64(v, CultureInfo.InvariantCulture))]) : null;
    }

    /// <summary>Outside the transaction: lands the file and converts, evaluates and screens its rows.</summary>
    public async Task StageAsync(CancellationToken cancellationToken)
    {
        await DropStagingAsync(cancellationToken).ConfigureAwait(false);
        if (batch is { File: { } file, Script.Landing: { } landing })
        {
            progress($"Read {file.Name}");
            await StatementSpan.RunAsync("Read the file", null, statements.Dialect, () => statements.Session.LandAsync(landing, file, cancellationToken)).ConfigureAwait(false);
        }

        foreach (var step in batch.Script.Stage)
            await RunAsync(step, wrote: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins the transaction and takes the fences; waits for a rival as long as it may.</summary>
    /// <remarks>Postgres waits itself. DuckDB stops the second of two transactions at once: it begins again, so that it sees what the first has done.</remarks>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        foreach (var pipeline in batch.Script.Fences)
            await EnsureFenceAsync(pipeline, cancellationToken).ConfigureAwait(false);
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await statements.Session.BeginAsync(cancellationToken).ConfigureAwait(false);
                foreach (var pipeline in batch.Script.Fences)
                    await ExecuteAsync(Fence.Take(pipeline), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StepException e) when (e.Error.Failure == EngineFailure.Transient)
            {
                await statements.Session.RollbackAsync().ConfigureAwait(false);
                if (clock.GetElapsedTime(began) >= options.LockTimeout)
                    throw new StepException(e.Purpose, new(EngineFailure.LockHeld, e.Message, e.Error)) { HasWaited = true };
            }
            catch (StepException e) when (e.Error.Failure == EngineFailure.LockHeld)
            {
                throw new StepException(e.Purpose, e.Error) { HasWaited = true };
            }

            await Task.Delay(BetweenFenceTries, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The rows, the invariants and the ledger, in the transaction that is open.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var wrote = false;
        foreach (var step in batch.Script.Apply)
        {
            await RunAsync(step, wrote, cancellationToken).ConfigureAwait(false);
            // Guards are checked before anything is written, and the keeping of rejected rows is no writing of theirs.
            wrote |= Writes(step.Statement) && !IsRejects(step);
        }
    }

    /// <summary>Why rows were rejected. After a guard's no, the rows are put in place to be looked at; the roll-back takes them away.</summary>
    public async Task<ImmutableArray<RejectSummary>> RejectsAsync(bool refused, CancellationToken cancellationToken)
    {
        if (refused && batch.Script.Apply.FirstOrDefault(IsRejects) is { } keep)
            await statements.ExecuteAsync(keep.Statement, cancellationToken).ConfigureAwait(false);
        var codes = await statements.QueryAsync(StateStatements.Rejects, cancellationToken).ConfigureAwait(false);
        var summaries = ImmutableArray.CreateBuilder<RejectSummary>();
        foreach (var row in codes.Rows)
        {
            var code = (string)row[0]!;
            var samples = await statements.QueryAsync(StateStatements.RejectedSamples(code), cancellationToken).ConfigureAwait(false);
            summaries.Add(new(code, Convert.ToInt64(row[1], CultureInfo.InvariantCulture), [.. samples.Rows.Select(r => new RejectedRow(r[0] as string ?? "", r[1] as string ?? ""))]));
        }

        return summaries.ToImmutable();
    }

    public async Task DropStagingAsync(CancellationToken cancellationToken)
    {
        foreach (var table in batch.Script.StagingTables.Concat(batch.Script.Landing is { } landing ? [landing] : []).Distinct())
            await statements.ExecuteAsync(new DropTable(table), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is written to the batch's own tables is no writing yet.</summary>
    private bool Writes(Statement statement)
    {
        var table = statement switch
        {
            Insert insert => insert.Table,
            Update update => update.Table,
            Delete delete => delete.Table,
            _ => null,
        };
        return table is { Schema: not null } && !batch.Script.StagingTables.Contains(table);
    }

    private static bool IsRejects(LoadStep step) => step.Statement is Insert i && i.Table == StateTables.RejectedRow.ToTable();

    private async Task RunAsync(LoadStep step, bool wrote, CancellationToken cancellationToken)
    {
        if ((step.LiftedBy is { } flag && options.Lifted.Contains(flag)) || step.LeftOutIn.Contains(batch.Mode))
            return;
        progress(step.Purpose);
        if (step.Statement is Assert assertion)
            await CheckAsync(step.Purpose, assertion, isGuard: !wrote, cancellationToken).ConfigureAwait(false);
        else
            await ExecuteAsync(step, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckAsync(string purpose, Assert assertion, bool isGuard, CancellationToken cancellationToken)
    {
        var found = await NamingAsync(purpose, assertion, () => statements.ViolationsAsync(assertion, NamedViolations + 1, cancellationToken)).ConfigureAwait(false);
        if (found.Rows.Count > 0)
            throw new AssertionException(assertion, found with { Rows = [.. found.Rows.Take(NamedViolations)] }, isGuard);
    }

    private async Task ExecuteAsync(LoadStep step, CancellationToken cancellationToken)
    {
        var written = await NamingAsync(step.Purpose, step.Statement, () => statements.ExecuteAsync(step.Statement, cancellationToken)).ConfigureAwait(false);
        if (step.ExpectedRows is { } expected && expected != written)
            throw new RivalException(step.Purpose, expected, written);
    }

    private async Task EnsureFenceAsync(string pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(Fence.Ensure(pipeline), cancellationToken).ConfigureAwait(false);
        }
        catch (StepException e) when (e.Error.Failure is EngineFailure.Statement or EngineFailure.Transient)
        {
            // Two first loads at once: the other one has put it there, unless the error was another.
            var found = await statements.QueryAsync(Fence.Find(pipeline), cancellationToken).ConfigureAwait(false);
            if (found.Rows.Count == 0)
                throw;
        }
    }

    private async Task<T> NamingAsync<T>(string purpose, Statement? statement, Func<Task<T>> run)
    {
        try
        {
            return await StatementSpan.RunAsync(purpose, statement, statements.Dialect, run).ConfigureAwait(false);
        }
        catch (EngineException e)
        {
            throw new StepException(purpose, e);
        }
    }
}

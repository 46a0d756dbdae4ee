using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Refreshes;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>Loads a pipeline anew: all that its source has into tables aside, batch by batch as ever, and then, in one transaction, in place of what is there.</summary>
/// <remarks>What is killed on its way leaves the pipeline as it was; the next refresh begins from the beginning.</remarks>
internal sealed class FullRefresh(LoadContext context, LoadOptions options, BatchRunner runner)
{
    /// <summary>One batch a pipeline, in run order; it is named for how many refreshes there were before, so that a later one is another batch and one that is tried again is the same.</summary>
    public static async Task<RunPlan> PlanAsync(LoadContext context, StatementSession session, DateTime runAt, CancellationToken cancellationToken)
    {
        var before = (await session.QueryAsync(Refreshes, cancellationToken).ConfigureAwait(false)).Rows.ToDictionary(r => (string)r[0]!, r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return RunPlan.Of(context.Loads.Index().Where(l => l.Item is { HasBatches: true, Reads: not null }).Select(l => new PendingBatch(l.Item, l.Index)
        {
            BatchId = BatchIdentity.OfRange(l.Item.Pipeline, ModelHash.Of(l.Item), l.Item.Reads!.Source.Name.Text, null, null, Mark(before.GetValueOrDefault(l.Item.Pipeline))),
            Source = l.Item.Reads!.Source.Name.Text,
            BatchAt = runAt,
            Mode = BatchMode.FullRefresh,
            Refusal = RefreshPlan.Unfit(l.Item) is { } why ? ExecutionRules.NotRefreshable.At(l.Item.DeclaredAt, $"`{l.Item.Pipeline}` cannot be refreshed: {why}", "leave it out by `--exclude`") : null,
        }));
    }

    /// <summary>A connection that is lost between two batches, where none of them tries again, begins the refresh from its beginning.</summary>
    public async Task<BatchResult> RunAsync(PendingBatch batch, Action<string> progress, Action<BatchRetry> retried, CancellationToken cancellationToken)
    {
        var retry = RetryPolicy.Of(
            options.Batches,
            context.Clock,
            outcome => outcome.Exception is EngineException { Failure: EngineFailure.ConnectionLost } || outcome.Result?.Error?.Rule == ExecutionRules.ConnectionLost,
            arguments =>
            {
                var reason = arguments.Outcome.Result?.Error ?? BatchErrors.Explain(arguments.Outcome.Exception!, batch.Load.Pipeline, batch.Load.DeclaredAt)?.Error;
                if (reason is not null)
                    retried(new(arguments.AttemptNumber + 2, arguments.RetryDelay, reason));
            });
        return await retry.ExecuteAsync(async stop => await TryAsync(batch, progress, retried, stop).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<BatchResult> TryAsync(PendingBatch batch, Action<string> progress, Action<BatchRetry> retried, CancellationToken cancellationToken)
    {
        var (load, place) = (batch.Load, batch.Load.DeclaredAt);
        await using var session = await context.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        // Two refreshes of one pipeline would load into the same tables aside.
        if (!await session.ClaimAsync(Claim(load), options.Batches.LockTimeout, cancellationToken).ConfigureAwait(false))
            return BatchResult.Without(BatchStatus.Failed, ExecutionRules.Locked.At(place, $"another refresh of `{load.Pipeline}` is under way", "try again later"));
        var plan = RefreshPlan.Of(context.Project, load);
        var aside = new AsideTables(load);
        var dialect = context.Dialect.InTables(aside.NameOf);
        var beside = new StatementSession(session, dialect, () => []);
        await RemakeAsync(beside, plan.Aside, aside, progress, cancellationToken).ConfigureAwait(false);
        var fences = await FencesAsync(new(session, context.Dialect, () => []), cancellationToken).ConfigureAwait(false);

        var built = await new LoadRun(
            context with { Loads = [plan.Aside], Dialect = dialect },
            options with { FullRefresh = false, Refresh = $" {batch.BatchId}", Command = null, Caller = default, At = batch.BatchAt },
            new Told(progress)).RunAsync(cancellationToken).ConfigureAwait(false);
        if (built.Batches.FirstOrDefault(b => b.Result.Error is not null) is { } failed)
            return failed.Result with { Counts = RowCounts.Zero };
        if (built.Error is { } error)
            return BatchResult.Without(BatchStatus.Failed, error);

        var result = await runner.RunAsync(
            new Batch
            {
                BatchId = batch.BatchId,
                // The pipeline is as far as what it was made of: the next snapshot is later than that, not than this run.
                BatchAt = built.Batches.Select(b => b.Batch.BatchAt).DefaultIfEmpty(batch.BatchAt).Max(),
                ModelHash = ModelHash.Of(load),
                Mode = batch.Mode,
                Script = RefreshCompiler.Compile(plan, aside, Expected(plan, fences, built.Batches.Count(b => b.Result.Status == BatchStatus.Committed))),
                Place = place,
            },
            progress,
            retried,
            cancellationToken).ConfigureAwait(false);
        if (result.Error is null)
            await TidyAsync(dialect, aside).ConfigureAwait(false);
        return result with { Rejects = [.. built.Batches.SelectMany(b => b.Result.Rejects)] };
    }

    /// <summary>On a session of its own: that of the refresh may have been lost since, and what is in place is in place.</summary>
    private async Task TidyAsync(Dialect dialect, AsideTables aside)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                await using var session = await context.Sessions.OpenAsync(CancellationToken.None).ConfigureAwait(false);
                await DropAsync(new(session, dialect, () => []), aside, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (EngineException e) when (e.Failure == EngineFailure.ConnectionLost && !isAgain)
            {
                // Once more, on another connection.
            }
            catch (EngineException)
            {
                // The next run drops what is left.
                return;
            }
        }
    }

    private static string Mark(long before) => string.Create(CultureInfo.InvariantCulture, $"{BatchMode.FullRefresh} after {before}");

    private static Select Refreshes { get; } = new()
    {
        Items = [new(new ColumnReference("b", "pipeline"), "pipeline"), new(new Aggregate(AggregateFunction.Count, null), "refreshes")],
        From = new TableRelation(StateTables.Batch.ToTable(), "b"),
        Where = new Binary(BinaryOperator.Equal, new ColumnReference("b", "mode"), new Literal.Text(BatchMode.FullRefresh)),
        GroupBy = [new ColumnReference("b", "pipeline")],
    };

    /// <summary>Drops what a refresh that was killed has left aside, but of none that is under way.</summary>
    public static async Task DropLeftAsync(LoadContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await context.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
            var tables = await session.TablesAsync(StateTables.Schema, cancellationToken).ConfigureAwait(false);
            foreach (var load in context.Loads)
            {
                var aside = new AsideTables(load);
                if (aside.Designs.Any(d => tables.Contains(aside.Of(d).Name)) && await session.ClaimAsync(Claim(load), LeftStaging.Moment, cancellationToken).ConfigureAwait(false))
                    await DropAsync(new(session, context.Dialect.InTables(aside.NameOf), () => []), aside, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (EngineException)
        {
            // Room is wasted, no more; the run itself meets whatever stands in the way here.
        }
    }

    private static string Claim(PipelineLoad load) => $"refresh {load.Pipeline}";

    /// <summary>The rows aside have keys of what they build on, as it was when they were loaded. Our own batches take the fences of those that they write to, and putting in place takes all of them once more.</summary>
    private static Dictionary<string, long> Expected(RefreshPlan plan, Dictionary<string, long> fences, int committed) => plan.InPlace is not FactLoad fact
        ? []
        : fact.BuildsOn.Where(fences.ContainsKey).ToDictionary(p => p, p => fences[p] + (plan.Aside.AlsoWrites.Contains(p) ? committed : 0) + 1, StringComparer.Ordinal);

    private static async Task<Dictionary<string, long>> FencesAsync(StatementSession session, CancellationToken cancellationToken) =>
        (await session.QueryAsync(Fence.All, cancellationToken).ConfigureAwait(false)).Rows.ToDictionary(r => (string)r[0]!, r => (long)r[1]!, StringComparer.Ordinal);

    private static async Task RemakeAsync(StatementSession beside, PipelineLoad load, AsideTables aside, Action<string> progress, CancellationToken cancellationToken)
    {
        await DropAsync(beside, aside, cancellationToken).ConfigureAwait(false);
        progress("Make the tables aside");
        var own = load.Tables.Select(t => t.ToTable()).ToHashSet();
        foreach (var step in SchemaCompiler.Tables(load).Concat(aside.Designs.Where(d => !own.Contains(d.ToTable())).SelectMany(d => SchemaCompiler.Creation(d))))
            await beside.ExecuteAsync(Bare(step.Statement), cancellationToken).ConfigureAwait(false);
    }

    // Nobody reads what a table is for that is gone when the run ends, and many engines want a statement for each such text.
    private static Statement Bare(Statement statement) => statement is CreateTable table
        ? table with { Description = null, Columns = [.. table.Columns.Select(c => c with { Description = null })] }
        : statement;

    private static async Task DropAsync(StatementSession beside, AsideTables aside, CancellationToken cancellationToken)
    {
        foreach (var table in aside.Designs)
            await beside.ExecuteAsync(new DropTable(table.ToTable()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is loaded aside is a step of the refresh.</summary>
    private sealed class Told(Action<string> progress) : IProgress<LoadEvent>
    {
        public void Report(LoadEvent value)
        {
            if (value is LoadEvent.BatchStarted started)
                progress($"Load aside: {started.Batch.File?.Name ?? started.Batch.Source}");
        }
    }
}

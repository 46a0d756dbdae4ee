using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Loading;
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

/// <summary>All that a target tells of its loading: what is there, what is late, what has failed, what was turned away.</summary>
/// <param name="Changes">What the target lacks of what the model asks for, and where it differs.</param>
/// <param name="Runs">The last ones, the newest first.</param>
/// <param name="Now">When the target was asked.</param>
internal sealed record TargetStatus(
    string Target, ImmutableArray<PipelineStatus> Pipelines, ImmutableArray<RejectedRows> Rejected, ImmutableArray<HeldRows> Held, PlannedChanges Changes, ImmutableArray<PastRun> Runs, DateTime Now)
{
    /// <summary>Batches that a load would begin now.</summary>
    public int Pending => Pipelines.Sum(p => p.Pending);

    /// <param name="runs">How many runs to tell of.</param>
    public static async Task<TargetStatus> ReadAsync(CommandContext context, LoadableProject project, OpenTarget target, int runs, CancellationToken cancellationToken)
    {
        var now = context.Host.Clock.GetUtcNow().UtcDateTime;
        var changes = await PlannedChanges.ComputeAsync(project, target, cancellationToken).ConfigureAwait(false);
        var plan = await BatchPlanner.PlanAsync(Loader.ContextOf(context, project, target, project.Loads), new LoadOptions(), now, cancellationToken).ConfigureAwait(false);
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var asked = new Asked(session, target.Dialect);
        var history = await RunHistory.ReadAsync(session, target.Dialect, project.Project.Name.Text, runs, cancellationToken).ConfigureAwait(false);
        var batches = await asked.RowsAsync(StateTables.Batch, PipelineStatus.BatchColumns, cancellationToken).ConfigureAwait(false);
        var watermarks = await asked.RowsAsync(StateTables.Watermark, PipelineStatus.WatermarkColumns, cancellationToken).ConfigureAwait(false);
        var rejected = await asked.RejectedAsync(cancellationToken).ConfigureAwait(false);
        var held = ImmutableArray.CreateBuilder<HeldRows>();
        foreach (var fact in project.Loads.OfType<FactLoad>().Where(f => f.Held is not null))
        {
            if (!changes.Makes(fact) && await asked.CountAsync(fact.Held!, cancellationToken).ConfigureAwait(false) is > 0 and var rows)
                held.Add(new(fact.Pipeline, rows));
        }

        var pipelines = project.Loads.Where(l => l.HasBatches).Select(load => PipelineStatus.Of(
            load, batches, watermarks, rejected.Where(r => r.Pipeline == load.Pipeline).Sum(r => r.Rows), plan, history.Last.GetValueOrDefault(load.Pipeline), now));
        return new(target.Target.Name.Text, [.. pipelines], rejected, held.ToImmutable(), changes, history.Runs, now);
    }

    /// <summary>Questions to the state tables.</summary>
    private sealed class Asked(IWarehouseSession session, Dialect dialect)
    {
        public Task<RowSet> RowsAsync(TableDesign table, ImmutableArray<string> columns, CancellationToken cancellationToken) => QueryAsync(
            new() { Items = [.. columns.Select(c => new SelectItem(new ColumnReference("t", c), c))], From = From(table) }, cancellationToken);

        public async Task<ImmutableArray<RejectedRows>> RejectedAsync(CancellationToken cancellationToken)
        {
            ColumnReference[] of = [new("t", "target"), new("t", "code"), new("t", "reason")];
            var rows = await QueryAsync(
                new()
                {
                    Items = [.. of.Select(c => new SelectItem(c, c.Name)), new(new Aggregate(AggregateFunction.Count, null), "found")],
                    From = From(StateTables.RejectedRow),
                    Where = new IsNull(new ColumnReference("t", "replayed_by")),
                    GroupBy = [.. of],
                    OrderBy = [.. of.Select(c => new Ordering(c, IsText: true))],
                },
                cancellationToken).ConfigureAwait(false);
            return [.. rows.Rows.Select(r => new RejectedRows((string)r[0]!, (string)r[1]!, r[2] as string ?? "", Convert.ToInt64(r[3], CultureInfo.InvariantCulture)))];
        }

        public async Task<long> CountAsync(TableDesign table, CancellationToken cancellationToken) => Convert.ToInt64(
            (await QueryAsync(new() { Items = [new(new Aggregate(AggregateFunction.Count, null), "found")], From = From(table) }, cancellationToken).ConfigureAwait(false)).Scalar,
            CultureInfo.InvariantCulture);

        private Task<RowSet> QueryAsync(Select query, CancellationToken cancellationToken) =>
            session.QueryAsync(new SqlCommandText(SqlWriter.Write(query, dialect, ParameterStyle.Driver)), cancellationToken);

        private static TableRelation From(TableDesign table) => new(table.ToTable(), "t");
    }
}

/// <summary>Rows of a pipeline that were rejected for one reason, and not replayed since.</summary>
internal sealed record RejectedRows(string Pipeline, string Code, string Reason, long Rows);

/// <summary>Rows of a fact that wait for their members.</summary>
internal sealed record HeldRows(string Pipeline, long Rows);

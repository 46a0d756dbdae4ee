using System.Collections.Immutable;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>What the target's journal tells of earlier runs.</summary>
/// <param name="Runs">The last ones, the newest first.</param>
/// <param name="Last">How the last batch of each pipeline that a run took up has ended.</param>
public sealed record RunHistory(ImmutableArray<PastRun> Runs, IReadOnlyDictionary<string, PastBatch> Last)
{
    private const string Place = "_place";

    /// <summary>Reads what there is; nothing where the target has no journal yet.</summary>
    /// <param name="most">How many runs.</param>
    public static async Task<RunHistory> ReadAsync(IWarehouseSession session, Dialect dialect, string project, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var statements = new StatementSession(session, dialect, () => []);
        try
        {
            var runs = await statements.QueryAsync(LastRuns(project, most), cancellationToken).ConfigureAwait(false);
            var last = await statements.QueryAsync(LastBatches(project), cancellationToken).ConfigureAwait(false);
            return new([.. runs.Rows.Select(Run)], last.Rows.Select(Batch).ToDictionary(b => b.Pipeline, StringComparer.Ordinal));
        }
        catch (EngineException e) when (e.Failure == EngineFailure.TableMissing)
        {
            return new([], new Dictionary<string, PastBatch>(StringComparer.Ordinal));
        }
    }

    private static Select LastRuns(string project, int most)
    {
        var counts = new Select
        {
            Items = [new(new ColumnReference("b", "run_id"), "run_id"), .. PastRun.Outcomes.Select(o => new SelectItem(CountOf(o), o))],
            From = new TableRelation(StateTables.RunBatch.ToTable(), "b"),
            GroupBy = [new ColumnReference("b", "run_id")],
        };
        return new()
        {
            Items = [.. Columns("r", PastRun.Columns), .. Columns("c", PastRun.Outcomes)],
            From = new TableRelation(StateTables.Run.ToTable(), "r"),
            Joins = [new(JoinKind.Left, new SubqueryRelation(counts, "c"), Equal(new ColumnReference("c", "run_id"), new ColumnReference("r", "run_id")))],
            Where = Equal(new ColumnReference("r", "project"), new Literal.Text(project)),
            OrderBy = [new(new ColumnReference("r", "started_at"), Descending: true), new(new ColumnReference("r", "run_id"), IsText: true)],
            Limit = most,
        };
    }

    private static Select LastBatches(string project)
    {
        WindowFrame newestFirst = new([new ColumnReference("b", "pipeline")], [new(new ColumnReference("b", "ended_at"), Descending: true), new(new ColumnReference("b", "number"), Descending: true)]);
        var placed = new Select
        {
            Items = [.. Columns("b", PastBatch.Columns), new(new Window(WindowFunction.RowNumber, [], newestFirst), Place)],
            From = new TableRelation(StateTables.RunBatch.ToTable(), "b"),
            Joins = [new(JoinKind.Inner, new TableRelation(StateTables.Run.ToTable(), "r"), Equal(new ColumnReference("r", "run_id"), new ColumnReference("b", "run_id")))],
            Where = Equal(new ColumnReference("r", "project"), new Literal.Text(project)),
        };
        return new()
        {
            Items = [.. Columns("p", PastBatch.Columns)],
            From = new SubqueryRelation(placed, "p"),
            Where = Equal(new ColumnReference("p", Place), new Literal.Integer(1)),
            OrderBy = [new(new ColumnReference("p", "pipeline"), IsText: true)],
        };
    }

    private static Aggregate CountOf(string status) => new(AggregateFunction.Count, new Case([new(Equal(new ColumnReference("b", "status"), new Literal.Text(status)), new Literal.Integer(1))], null));

    private static IEnumerable<SelectItem> Columns(string relation, ImmutableArray<string> names) => names.Select(n => new SelectItem(new ColumnReference(relation, n), n));

    private static Binary Equal(SqlExpression left, SqlExpression right) => new(BinaryOperator.Equal, left, right);

    private static PastRun Run(IReadOnlyList<object?> row)
    {
        var outcomes = PastRun.Outcomes.Select((name, i) => (name, Count: (long?)row[PastRun.Columns.Length + i] ?? 0)).Where(o => o.Count > 0);
        return new((string)row[0]!, (string)row[1]!, (string)row[2]!, (long)row[3]!, (DateTime)row[4]!, (DateTime)row[5]!, (DateTime?)row[6], (string?)row[7], (string?)row[8], (string?)row[9], [.. outcomes]);
    }

    private static PastBatch Batch(IReadOnlyList<object?> row) => new(
        (string)row[0]!, (string)row[1]!, (string?)row[2], (DateTime)row[3]!, (string)row[4]!, (long)row[5]!, (DateTime)row[6]!, (string?)row[7], (string?)row[8], (string?)row[9]);
}

/// <summary>A run as the journal has it.</summary>
/// <param name="Status">One of <see cref="RunStatus"/>.</param>
/// <param name="Batches">How many it began with.</param>
/// <param name="SeenAt">When it last gave a sign of life.</param>
/// <param name="Code">Of what stopped it before its first batch.</param>
/// <param name="Ended">How its batches have ended, and how many so.</param>
public sealed record PastRun(
    string RunId, string Command, string Status, long Batches, DateTime StartedAt, DateTime SeenAt, DateTime? EndedAt, string? Code, string? Message, string? Help,
    ImmutableArray<(string Status, long Count)> Ended)
{
    internal static ImmutableArray<string> Columns { get; } = ["run_id", "command", "status", "batches", "started_at", "seen_at", "ended_at", "code", "message", "help"];

    internal static ImmutableArray<string> Outcomes { get; } =
        [RunStatus.Committed, RunStatus.Skipped, RunStatus.Refused, RunStatus.Failed, RunStatus.Busy, RunStatus.Cancelled];
}

/// <summary>A batch of a run as the journal has it.</summary>
/// <param name="Status">One of <see cref="RunStatus"/>.</param>
/// <param name="Code">Of the diagnostic with which it ended; null where it was loaded.</param>
public sealed record PastBatch(
    string Pipeline, string Source, string? File, DateTime BatchAt, string Status, long Attempts, DateTime EndedAt, string? Code, string? Message, string? Help)
{
    internal static ImmutableArray<string> Columns { get; } = ["pipeline", "source", "file", "batch_at", "status", "attempts", "ended_at", "code", "message", "help"];
}

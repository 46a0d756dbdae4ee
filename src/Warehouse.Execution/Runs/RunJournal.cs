using Warehouse.Compilation;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>Writes down in the target what a run did, for who looks later. It decides nothing, and where it cannot be written the run goes on.</summary>
/// <param name="command">How the run was called.</param>
/// <param name="warn">Is told once where the journal cannot be written.</param>
internal sealed class RunJournal(LoadContext context, string command, Guid runId, DateTime startedAt, Action<EngineException> warn)
{
    private static readonly TableName Runs = StateTables.Run.ToTable();

    private bool _isGivenUp;
    private bool _isSilent;
    private bool _isBegun;
    private int _batches;

    /// <summary>A run that has batches is known from its beginning on: if it is killed, that shows.</summary>
    public Task BeganAsync(int batches, CancellationToken cancellationToken)
    {
        _batches = batches;
        _isBegun = batches > 0;
        return _isBegun ? WriteAsync([.. ForgetSame(), Row(StateTables.Run)], Values(RunStatus.Running, null, null), cancellationToken) : Task.CompletedTask;
    }

    public Task EndedAsync(int number, BatchOutcome outcome)
    {
        var (batch, result) = (outcome.Batch, outcome.Result);
        var now = context.Clock.UtcMicroseconds();
        return WriteAsync(
            [Row(StateTables.RunBatch), Set([("seen_at", new SqlType.Timestamp())])],
            new(StringComparer.Ordinal)
            {
                ["run_id"] = runId.ToString(),
                ["number"] = (long)number,
                ["pipeline"] = batch.Load.Pipeline,
                ["batch_id"] = batch.BatchId.ToString(),
                ["source"] = batch.Source,
                ["file"] = batch.File?.Name,
                ["batch_at"] = batch.BatchAt,
                ["mode"] = batch.Mode,
                ["status"] = RunStatus.Of(result),
                ["attempts"] = (long)result.Attempts,
                ["started_at"] = now - outcome.Duration,
                ["ended_at"] = now,
                ["code"] = result.Error?.Code,
                ["message"] = result.Error?.Message,
                ["help"] = result.Error?.Help,
                ["seen_at"] = now,
            },
            CancellationToken.None);
    }

    /// <summary>Of runs that found nothing to do the last one is kept: it tells that the schedule lives.</summary>
    public Task FinishedAsync(LoadResult result)
    {
        // Where the target could not even be planned for, its own error says enough.
        _isSilent = result.Error is not null;
        var values = Values(RunStatus.Of(result), result.ExitCode, result.Error);
        return _isBegun
            ? WriteAsync([Set([.. StateTables.Run.Columns.Where(c => c.Name is not ("run_id" or "project" or "command" or "started_at" or "batches")).Select(c => (c.Name, SqlTypes.Of(c.Type)))])], values, CancellationToken.None)
            : WriteAsync([.. ForgetSame(), ForgetIdle(), Row(StateTables.Run)], values, CancellationToken.None);
    }

    private Dictionary<string, object?> Values(string status, int? exitCode, Model.Diagnostics.Diagnostic? error)
    {
        var now = context.Clock.UtcMicroseconds();
        return new(StringComparer.Ordinal)
        {
            ["run_id"] = runId.ToString(),
            ["project"] = context.Project.Name.Text,
            ["command"] = command,
            ["status"] = status,
            ["exit_code"] = (long?)exitCode,
            ["batches"] = (long)_batches,
            ["started_at"] = startedAt,
            ["seen_at"] = now,
            ["ended_at"] = exitCode is null ? null : now,
            ["code"] = error?.Code,
            ["message"] = error?.Message,
            ["help"] = error?.Help,
        };
    }

    private static Insert Row(TableDesign table) => new(table.ToTable(), [.. table.Columns.Select(c => c.Name)], new Select
    {
        Items = [.. table.Columns.Select(c => new SelectItem(new Parameter(c.Name, SqlTypes.Of(c.Type)), c.Name))],
    });

    private static Update Set(IEnumerable<(string Column, SqlType Type)> columns) =>
        new(Runs, "r", [.. columns.Select(c => new Assignment(c.Column, new Parameter(c.Column, c.Type)))]) { Where = Is("run_id") };

    /// <summary>A run is named by when it began: under a clock that stands still the later one takes the place of the earlier.</summary>
    private static IEnumerable<Statement> ForgetSame() => [new Delete(Runs, "r", Is("run_id")), new Delete(StateTables.RunBatch.ToTable(), "r", Is("run_id"))];

    private static Delete ForgetIdle() => new(Runs, "r", new Binary(BinaryOperator.And, Is("project"), new Binary(
        BinaryOperator.And,
        new Binary(BinaryOperator.Equal, new ColumnReference("r", "batches"), new Literal.Integer(0)),
        new Binary(BinaryOperator.Equal, new ColumnReference("r", "status"), new Parameter("status", new SqlType.Text())))));

    private static Binary Is(string column) => new(BinaryOperator.Equal, new ColumnReference("r", column), new Parameter(column, new SqlType.Text()));

    private async Task WriteAsync(IEnumerable<Statement> statements, Dictionary<string, object?> values, CancellationToken cancellationToken)
    {
        if (_isGivenUp)
            return;
        try
        {
            await using var session = await context.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
            var columns = StateTables.Run.Columns.Concat(StateTables.RunBatch.Columns).DistinctBy(c => c.Name, StringComparer.Ordinal);
            SqlArgument[] arguments = [.. columns.Where(c => values.ContainsKey(c.Name)).Select(c => new SqlArgument(c.Name, SqlTypes.Of(c.Type), values[c.Name]))];
            var writer = new StatementSession(session, context.Dialect, () => arguments);
            foreach (var statement in statements)
                await writer.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException e)
        {
            _isGivenUp = true;
            if (!_isSilent)
                warn(e);
        }
    }
}

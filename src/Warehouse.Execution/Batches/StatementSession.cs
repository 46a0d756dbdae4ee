using Warehouse.Execution.Sessions;
using Warehouse.Execution.Telemetry;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Execution.Batches;

/// <summary>A session that takes statements of the SQL tree, and gives them the values of a batch.</summary>
internal sealed class StatementSession(IWarehouseSession session, Dialect dialect, Func<IEnumerable<SqlArgument>> values)
{
    public IWarehouseSession Session => session;

    public Dialect Dialect => dialect;

    /// <summary>Runs a statement, in as many of the engine's own as it takes, and says how many rows they wrote.</summary>
    public async Task<long> ExecuteAsync(Statement statement, CancellationToken cancellationToken)
    {
        var written = 0L;
        foreach (var text in SqlWriter.WriteEach(statement, dialect, ParameterStyle.Driver))
        {
            StatementSpan.Says(text);
            written += await session.ExecuteAsync(With(text), cancellationToken).ConfigureAwait(false);
        }

        return written;
    }

    public Task<RowSet> QueryAsync(Query query, CancellationToken cancellationToken)
    {
        var text = SqlWriter.Write(query, dialect, ParameterStyle.Driver);
        StatementSpan.Says(text);
        return session.QueryAsync(With(text), cancellationToken);
    }

    public Task<RowSet> ViolationsAsync(Assert assertion, long atMost, CancellationToken cancellationToken) =>
        QueryAsync(Violations.Of(assertion, atMost, dialect), cancellationToken);

    /// <summary>Only the values that the text names: a statement without parameters stays as it is written.</summary>
    private SqlCommandText With(string text) =>
        new(text, [.. values().Where(v => text.Contains(dialect.Parameters.Driver(v.Name), StringComparison.Ordinal))]);
}

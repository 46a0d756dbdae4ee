using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Execution.Batches;

/// <summary>A session that takes statements of the SQL tree, and gives them the values of a batch.</summary>
internal sealed class StatementSession(IWarehouseSession session, Dialect dialect, Func<IEnumerable<SqlArgument>> values)
{
    public IWarehouseSession Session => session;

    public Task<long> ExecuteAsync(Statement statement, CancellationToken cancellationToken) => session.ExecuteAsync(Write(statement), cancellationToken);

    public Task<RowSet> QueryAsync(Query query, CancellationToken cancellationToken) => session.QueryAsync(Write(new Report(query)), cancellationToken);

    private SqlCommandText Write(Statement statement)
    {
        var text = SqlWriter.Write(statement, dialect, ParameterStyle.Driver);
        // Only what the text names: a statement without parameters stays as it is written.
        ImmutableArray<SqlArgument> named = [.. values().Where(v => text.Contains(dialect.Parameters.Driver(v.Name), StringComparison.Ordinal))];
        return new(text, named);
    }
}

using System.Collections.Immutable;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.ExecutionTests.Execution.Batches;

/// <summary>Sessions to a real engine, of which the first loses its connection in COMMIT: after it has been carried out, or before.</summary>
internal sealed class FlakyCommits(ISessionSource sessions, bool afterwards) : ISessionSource
{
    private bool _lost;

    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken) =>
        new Session(await sessions.OpenAsync(cancellationToken), this);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Session(IWarehouseSession inner, FlakyCommits source) : IWarehouseSession
    {
        public async Task CommitAsync(CancellationToken cancellationToken)
        {
            if (source._lost)
            {
                await inner.CommitAsync(cancellationToken);
                return;
            }

            source._lost = true;
            if (source.Afterwards)
                await inner.CommitAsync(cancellationToken);
            else
                await inner.RollbackAsync();
            throw new EngineException(EngineFailure.ConnectionLost, "the connection was cut");
        }

        public Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken) => inner.ExecuteAsync(command, cancellationToken);

        public Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken) => inner.QueryAsync(command, cancellationToken);

        public Task BeginAsync(CancellationToken cancellationToken) => inner.BeginAsync(cancellationToken);

        public Task RollbackAsync() => inner.RollbackAsync();

        public Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => inner.ClaimAsync(name, atMost, cancellationToken);

        public Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken) => inner.TablesAsync(schema, cancellationToken);

        public Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken) => inner.SchemaExistsAsync(schema, cancellationToken);

        public Task DropSchemaAsync(string schema, CancellationToken cancellationToken) => inner.DropSchemaAsync(schema, cancellationToken);

        public Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken) => inner.ColumnsAsync(table, cancellationToken);

        public Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken) => inner.ColumnsOfQueryAsync(query, cancellationToken);

        public Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken) => inner.LandAsync(table, file, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private bool Afterwards => afterwards;
}

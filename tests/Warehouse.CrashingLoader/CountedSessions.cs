using System.Collections.Immutable;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.CrashingLoader;

/// <summary>Sessions of which something hears before the engine is asked, and after it has answered; it may keep the load waiting.</summary>
public sealed class CountedSessions(ISessionSource inner, Func<Task> asking, Func<Task> answered) : ISessionSource
{
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken) => new Session(await inner.OpenAsync(cancellationToken), this);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<T> CountAsync<T>(Func<Task<T>> call)
    {
        await asking();
        var result = await call();
        await answered();
        return result;
    }

    private async Task CountAsync(Func<Task> call)
    {
        await asking();
        await call();
        await answered();
    }

    private sealed class Session(IWarehouseSession inner, CountedSessions counted) : IWarehouseSession
    {
        private bool _inTransaction;

        public Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken) => counted.CountAsync(() => inner.ExecuteAsync(command, cancellationToken));

        public Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken) => counted.CountAsync(() => inner.QueryAsync(command, cancellationToken));

        public Task BeginAsync(CancellationToken cancellationToken)
        {
            _inTransaction = true;
            return counted.CountAsync(() => inner.BeginAsync(cancellationToken));
        }

        public Task CommitAsync(CancellationToken cancellationToken)
        {
            _inTransaction = false;
            return counted.CountAsync(() => inner.CommitAsync(cancellationToken));
        }

        /// <summary>One without a transaction reaches no engine.</summary>
        public Task RollbackAsync()
        {
            if (!_inTransaction)
                return inner.RollbackAsync();
            _inTransaction = false;
            return counted.CountAsync(() => inner.RollbackAsync());
        }

        public Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => counted.CountAsync(() => inner.ClaimAsync(name, atMost, cancellationToken));

        public Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken) => counted.CountAsync(() => inner.SchemaExistsAsync(schema, cancellationToken));

        public Task DropSchemaAsync(string schema, CancellationToken cancellationToken) => counted.CountAsync(() => inner.DropSchemaAsync(schema, cancellationToken));

        public Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken) => counted.CountAsync(() => inner.TablesAsync(schema, cancellationToken));

        public Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken) => counted.CountAsync(() => inner.ColumnsAsync(table, cancellationToken));

        public Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken) => counted.CountAsync(() => inner.ColumnsOfQueryAsync(query, cancellationToken));

        public Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken) => counted.CountAsync(() => inner.LandAsync(table, file, cancellationToken));

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

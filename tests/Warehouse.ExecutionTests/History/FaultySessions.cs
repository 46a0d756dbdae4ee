using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.ExecutionTests.History;

/// <summary>A target on which a part of the statements' text has been replaced by another: a fault of the compiler, put there on purpose.</summary>
internal sealed class FaultySessions(ISessionSource inner, Regex fault, string replacement) : ISessionSource
{
    /// <summary>How many statements the fault is in.</summary>
    public int Hits { get; private set; }

    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken) => new Session(this, await inner.OpenAsync(cancellationToken));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private SqlCommandText Spoil(SqlCommandText command)
    {
        var text = fault.Replace(command.Text, replacement);
        if (text != command.Text)
            Hits++;
        return command with { Text = text };
    }

    private sealed class Session(FaultySessions faulty, IWarehouseSession inner) : IWarehouseSession
    {
        public Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken) => inner.ExecuteAsync(faulty.Spoil(command), cancellationToken);

        public Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken) => inner.QueryAsync(faulty.Spoil(command), cancellationToken);

        public Task BeginAsync(CancellationToken cancellationToken) => inner.BeginAsync(cancellationToken);

        public Task CommitAsync(CancellationToken cancellationToken) => inner.CommitAsync(cancellationToken);

        public Task RollbackAsync() => inner.RollbackAsync();

        public Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => inner.ClaimAsync(name, atMost, cancellationToken);

        public Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken) => inner.TablesAsync(schema, cancellationToken);

        public Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken) => inner.SchemaExistsAsync(schema, cancellationToken);

        public Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken) => inner.ColumnsAsync(table, cancellationToken);

        public Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken) => inner.ColumnsOfQueryAsync(query, cancellationToken);

        public Task DropSchemaAsync(string schema, CancellationToken cancellationToken) => inner.DropSchemaAsync(schema, cancellationToken);

        public Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken) => inner.LandAsync(table, file, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

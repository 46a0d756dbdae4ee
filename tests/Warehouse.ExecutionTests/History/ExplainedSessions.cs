using System.Collections.Immutable;
using System.Text.Json;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.ExecutionTests.History;

/// <summary>A Postgres target that tries each statement of a transaction under EXPLAIN ANALYZE first, and takes that back.</summary>
internal sealed class ExplainedSessions(ISessionSource inner) : ISessionSource
{
    /// <summary>The statements tried since this was last emptied.</summary>
    public List<ExplainedStatement> Statements { get; } = [];

    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken) => new Session(this, await inner.OpenAsync(cancellationToken));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Session(ExplainedSessions explained, IWarehouseSession inner) : IWarehouseSession
    {
        private static readonly string[] WithPlan = ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "CREATE TEMP TABLE"];

        private bool _inTransaction;

        public async Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken)
        {
            await ExplainAsync(command, cancellationToken);
            return await inner.ExecuteAsync(command, cancellationToken);
        }

        public async Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken)
        {
            await ExplainAsync(command, cancellationToken);
            return await inner.QueryAsync(command, cancellationToken);
        }

        public async Task BeginAsync(CancellationToken cancellationToken)
        {
            await inner.BeginAsync(cancellationToken);
            _inTransaction = true;
        }

        public Task CommitAsync(CancellationToken cancellationToken)
        {
            _inTransaction = false;
            return inner.CommitAsync(cancellationToken);
        }

        public Task RollbackAsync()
        {
            _inTransaction = false;
            return inner.RollbackAsync();
        }

        public Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => inner.ClaimAsync(name, atMost, cancellationToken);

        public Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken) => inner.TablesAsync(schema, cancellationToken);

        public Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken) => inner.SchemaExistsAsync(schema, cancellationToken);

        public Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken) => inner.ColumnsAsync(table, cancellationToken);

        public Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken) => inner.ColumnsOfQueryAsync(query, cancellationToken);

        public Task DropSchemaAsync(string schema, CancellationToken cancellationToken) => inner.DropSchemaAsync(schema, cancellationToken);

        public Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken) => inner.LandAsync(table, file, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private async Task ExplainAsync(SqlCommandText command, CancellationToken cancellationToken)
        {
            if (!_inTransaction || !WithPlan.Any(w => command.Text.StartsWith(w, StringComparison.Ordinal)))
                return;
            await inner.ExecuteAsync(new("SAVEPOINT before_explain"), cancellationToken);
            var plan = await inner.QueryAsync(command with { Text = $"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {command.Text}" }, cancellationToken);
            await inner.ExecuteAsync(new("ROLLBACK TO SAVEPOINT before_explain"), cancellationToken);
            var json = JsonDocument.Parse(string.Concat(plan.Rows.Select(r => r[0])));
            explained.Statements.Add(new(command.Text, json.RootElement[0].GetProperty("Plan")));
        }
    }
}

/// <summary>A statement and what the engine did for it.</summary>
internal sealed record ExplainedStatement(string Text, JsonElement Plan)
{
    /// <summary>How many rows of a table the statement looked at, those that it threw away included.</summary>
    public long RowsRead(string table) => Nodes(Plan)
        .Where(n => n.GetProperty("Node Type").GetString() != "ModifyTable" && Is(n, "Relation Name", table))
        .Sum(n => (long)((Number(n, "Actual Rows") + Number(n, "Rows Removed by Filter")) * Number(n, "Actual Loops")));

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];

    private static bool Is(JsonElement node, string property, string value) => node.TryGetProperty(property, out var found) && found.GetString() == value;

    private static double Number(JsonElement node, string property) => node.TryGetProperty(property, out var found) ? found.GetDouble() : 0;
}

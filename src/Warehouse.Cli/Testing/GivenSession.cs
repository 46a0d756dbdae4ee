using System.Collections.Immutable;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Cli.Testing;

/// <summary>A session that lands a test's rows in place of a file's; all else is the engine's own.</summary>
/// <param name="rename">What a schema is called in the test.</param>
internal sealed class GivenSession(IWarehouseSession inner, Dialect dialect, GivenSources given, Func<string, string> rename) : IWarehouseSession
{
    public Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken) => inner.ExecuteAsync(command, cancellationToken);

    public Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken) => inner.QueryAsync(command, cancellationToken);

    public Task BeginAsync(CancellationToken cancellationToken) => inner.BeginAsync(cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => inner.CommitAsync(cancellationToken);

    public Task RollbackAsync() => inner.RollbackAsync();

    public Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => inner.ClaimAsync(name, atMost, cancellationToken);

    public Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken) => inner.TablesAsync(rename(schema), cancellationToken);

    public Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken) => inner.SchemaExistsAsync(rename(schema), cancellationToken);

    public Task DropSchemaAsync(string schema, CancellationToken cancellationToken) => inner.DropSchemaAsync(rename(schema), cancellationToken);

    public Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken) => 
        inner.ColumnsAsync(table.Schema is { } schema ? table with { Schema = rename(schema) } : table, cancellationToken);

    public Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken) => inner.ColumnsOfQueryAsync(query, cancellationToken);

    public async Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken)
    {
        var (columns, rows) = given.RowsOf(file.Name);
        await RunAsync(new DropTable(table), cancellationToken).ConfigureAwait(false);
        await RunAsync(LandingTable.Create(table, columns), cancellationToken).ConfigureAwait(false);
        if (rows.Length > 0)
        {
            var queries = rows.Select((row, i) => (Query)new Select
            {
                Items = [.. columns.Select((c, n) => new SelectItem(Text(row[n]), c)), new(new Literal.Integer(i + 1), ChangeColumns.Row)],
            });
            await RunAsync(new Insert(table, [.. columns, ChangeColumns.Row], new UnionAll([.. queries])), cancellationToken).ConfigureAwait(false);
        }

        return rows.Length;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static Literal Text(string? value) => value is null ? new Literal.Null(new SqlType.Text()) : new Literal.Text(value);

    private async Task RunAsync(Statement statement, CancellationToken cancellationToken)
    {
        foreach (var sql in SqlWriter.WriteEach(statement, dialect, ParameterStyle.Driver))
            await inner.ExecuteAsync(new SqlCommandText(sql), cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Opens such sessions.</summary>
internal sealed class GivenSessionSource(ISessionSource inner, Dialect dialect, GivenSources given, Func<string, string> rename) : ISessionSource
{
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken) =>
        new GivenSession(await inner.OpenAsync(cancellationToken).ConfigureAwait(false), dialect, given, rename);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

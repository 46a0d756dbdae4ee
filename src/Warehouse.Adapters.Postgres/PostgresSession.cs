using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Adapters.Postgres;

/// <summary>A connection to a Postgres database, in UTC, READ COMMITTED.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, SessionSettings settings) : IWarehouseSession
{
    private readonly PostgresClaims _claims = new(connection);
    private NpgsqlTransaction? _transaction;

    public Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await using var sql = Command(command);
            return (long)Math.Max(0, await sql.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false));
        },
        cancellationToken);

    public Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await using var sql = Command(command);
            await using var reader = await sql.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            var rows = new List<IReadOnlyList<object?>>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var row = new object?[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                    row[i] = ReadValue(reader, i);
                rows.Add(row);
            }

            return new RowSet([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
        },
        cancellationToken);

    public Task BeginAsync(CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            // In REPEATABLE READ the snapshot would predate the wait for the fence, and read the rival's watermark of before.
            _transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            var statement = settings.StatementTimeout is { } timeout ? PostgresEngine.Milliseconds(timeout) : "0";
            await connection.ExecuteAsync(
                string.Join(
                    "; ",
                    Dialects.Postgres.TransactionSettings
                        .Append($"SET LOCAL lock_timeout = {PostgresEngine.Milliseconds(settings.LockTimeout)}")
                        .Append($"SET LOCAL statement_timeout = {statement}"))).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            // Not cancelled: a COMMIT under way has an outcome, and it is sooner known than asked for.
            await _transaction!.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            await EndAsync().ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public async Task RollbackAsync()
    {
        if (_transaction is null)
            return;
        try
        {
            await _transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The connection is gone, and the transaction with it.
        }

        await EndAsync().ConfigureAwait(false);
    }

    public Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) =>
        GuardAsync(() => _claims.TakeAsync(name, atMost, cancellationToken), cancellationToken);

    public Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken) => GuardAsync(
        () => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = @schema)", new { schema }, cancellationToken: cancellationToken)),
        cancellationToken);

    public Task DropSchemaAsync(string schema, CancellationToken cancellationToken) =>
        ExecuteAsync(new($"DROP SCHEMA IF EXISTS \"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\" CASCADE"), cancellationToken);

    public Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken) => GuardAsync(
        async () => (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT tablename::text FROM pg_catalog.pg_tables WHERE schemaname = @schema ORDER BY tablename::text COLLATE \"C\"", new { schema }, cancellationToken: cancellationToken)).ConfigureAwait(false)).ToImmutableArray(),
        cancellationToken);

    public Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken)
    {
        const string sql =
            """
            SELECT a.attname::text AS "Name", pg_catalog.format_type(a.atttypid, a.atttypmod) AS "Type", NOT a.attnotnull AS "Nullable"
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = @table AND a.attnum > 0 AND NOT a.attisdropped
              AND CASE WHEN @schema::text IS NULL THEN pg_catalog.pg_table_is_visible(c.oid) ELSE n.nspname = @schema END
            ORDER BY a.attnum
            """;
        return GuardAsync(
            async () =>
            {
                var rows = await connection.QueryAsync<ColumnRow>(
                    new CommandDefinition(sql, new { schema = table.Schema, table = table.Name }, cancellationToken: cancellationToken)).ConfigureAwait(false);
                return rows.Select(r => new CatalogColumn(r.Name, PostgresTypes.Of(r.Type), r.Nullable)).ToImmutableArray();
            },
            cancellationToken);
    }

    public Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            // In parentheses a second statement is a mistake.
            await using var sql = new NpgsqlCommand($"SELECT * FROM ({query}\n) AS query", connection);
            await using var reader = await sql.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken).ConfigureAwait(false);
            return Enumerable.Range(0, reader.FieldCount)
                .Select(i => new CatalogColumn(reader.GetName(i), PostgresTypes.Of(reader.GetDataTypeName(i)), Nullable: true)).ToImmutableArray();
        },
        cancellationToken);

    public Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken) =>
        GuardAsync(() => PostgresLanding.LandAsync(connection, table, file, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync().ConfigureAwait(false);
        await _claims.ReleaseAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task EndAsync()
    {
        await _transaction!.DisposeAsync().ConfigureAwait(false);
        _transaction = null;
    }

    private NpgsqlCommand Command(SqlCommandText command)
    {
        var sql = new NpgsqlCommand(command.Text, connection);
        foreach (var argument in command.Arguments)
            sql.Parameters.Add(new NpgsqlParameter(argument.Name, PostgresValues.TypeOf(argument.Type)) { Value = PostgresValues.ToEngine(argument.Value, argument.Type) });
        return sql;
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresErrors.Translate(e) is { } translated)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw translated;
        }
        catch (InvalidOperationException e) when (connection.FullState != ConnectionState.Open)
        {
            // Npgsql closes a connection whose loss was heard of before, and then takes a statement for a mistake of ours.
            throw new EngineException(EngineFailure.ConnectionLost, "the connection to the server is lost", e);
        }
    }

    private static object? ReadValue(DbDataReader reader, int column)
    {
        try
        {
            return PostgresValues.FromEngine(reader.GetValue(column));
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or ArgumentException)
        {
            throw new EngineException(EngineFailure.Statement, $"column `{reader.GetName(column)}` has a value that cannot be read: {e.Message}", e);
        }
    }

    private sealed record ColumnRow(string Name, string Type, bool Nullable);
}

using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using DuckDB.NET.Data;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.Adapters.DuckDb;

/// <summary>A connection to an embedded DuckDB database. The driver works synchronously, so each statement has a thread of the pool for itself.</summary>
internal sealed class DuckDbSession : IWarehouseSession
{
    private readonly DuckDBConnection _connection;
    private readonly SessionSettings _settings;
    private readonly DuckDbClaims _claims;
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private bool _inTransaction;

    private DuckDbSession(DuckDBConnection connection, SessionSettings settings, DuckDbClaims claims) => (_connection, _settings, _claims) = (connection, settings, claims);

    public static async Task<IWarehouseSession> StartAsync(DuckDBConnection connection, SessionSettings settings, DuckDbClaims claims, CancellationToken cancellationToken)
    {
        var session = new DuckDbSession(connection, settings, claims);
        await session.ExecuteAsync(new("SET TimeZone = 'UTC'"), cancellationToken).ConfigureAwait(false);
        return session;
    }

    public Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken) =>
        RunAsync(command, c => (long)Math.Max(0, c.ExecuteNonQuery()), cancellationToken);

    public Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken) => RunAsync(command, Read, cancellationToken);

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(new("BEGIN TRANSACTION"), cancellationToken).ConfigureAwait(false);
        _inTransaction = true;
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(new("COMMIT"), cancellationToken).ConfigureAwait(false);
        _inTransaction = false;
    }

    public async Task RollbackAsync()
    {
        if (!_inTransaction)
            return;
        _inTransaction = false;
        try
        {
            await ExecuteAsync(new("ROLLBACK"), CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            // A failed COMMIT has ended the transaction already.
        }
    }

    public async Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_held.Contains(name))
            return true;
        if (!await _claims.TakeAsync(name, atMost, cancellationToken).ConfigureAwait(false))
            return false;
        return _held.Add(name);
    }

    public async Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken)
    {
        const string sql = "SELECT 1 FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name = $schema";
        var rows = await QueryAsync(new(sql, [new("schema", new SqlType.Text(), schema)]), cancellationToken).ConfigureAwait(false);
        return rows.Rows.Count > 0;
    }

    public Task DropSchemaAsync(string schema, CancellationToken cancellationToken) =>
        ExecuteAsync(new($"DROP SCHEMA IF EXISTS \"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\" CASCADE"), cancellationToken);

    public async Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken)
    {
        const string sql = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = $schema ORDER BY table_name";
        var rows = await QueryAsync(new(sql, [new("schema", new SqlType.Text(), schema)]), cancellationToken).ConfigureAwait(false);
        return [.. rows.Rows.Select(r => (string)r[0]!)];
    }

    public Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken)
    {
        const string sql =
            """
            SELECT column_name AS Name, data_type AS Type, is_nullable AS Nullable FROM duckdb_columns()
            WHERE database_name = current_database() AND schema_name = coalesce($schema, current_schema()) AND table_name = $table
            ORDER BY column_index
            """;
        return GuardAsync(
            () => _connection.Query<ColumnRow>(sql, new { schema = table.Schema, table = table.Name })
                .Select(r => new CatalogColumn(r.Name, DuckDbTypes.Of(r.Type), r.Nullable)).ToImmutableArray(),
            cancellationToken);
    }

    public async Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken)
    {
        // In parentheses a second statement is a mistake, and nothing is run.
        var rows = await QueryAsync(new($"DESCRIBE SELECT * FROM ({query}\n) AS query"), cancellationToken).ConfigureAwait(false);
        return [.. rows.Rows.Select(r => new CatalogColumn((string)r[0]!, DuckDbTypes.Of((string)r[1]!), Nullable: true))];
    }

    public Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken) =>
        GuardAsync(() => DuckDbLanding.Land(_connection, table, file, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        foreach (var name in _held)
            _claims.Release(name);
        _held.Clear();
    }

    private Task<T> RunAsync<T>(SqlCommandText command, Func<DuckDBCommand, T> run, CancellationToken cancellationToken) => GuardAsync(
        () =>
        {
            using var sql = _connection.CreateCommand();
            sql.CommandText = command.Text;
            foreach (var argument in command.Arguments)
                sql.Parameters.Add(new DuckDBParameter(argument.Name, ParameterValues.ToDriver(argument.Value, argument.Type)));
            using var timeout = _settings.StatementTimeout is { } most ? new CancellationTokenSource(most, _settings.Clock) : null;
            using var timing = timeout?.Token.Register(sql.Cancel);
            using var cancelling = cancellationToken.Register(sql.Cancel);
            try
            {
                return run(sql);
            }
            catch (Exception e) when (e is DuckDBException or OperationCanceledException && timeout is { IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
            {
                throw new EngineException(EngineFailure.TimedOut, "the statement was stopped after `statement_timeout`", e);
            }
        },
        cancellationToken);

    private static Task<T> GuardAsync<T>(Func<T> action, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                return action();
            }
            catch (DuckDBException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw DuckDbErrors.Translate(e);
            }
        },
        cancellationToken);

    private static RowSet Read(DuckDBCommand command)
    {
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<object?>>();
        var zeros = Zeros(reader);
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                var value = ReadValue(reader, i);
                row[i] = value is decimal number ? number + zeros[i] : value;
            }

            rows.Add(row);
        }

        return new([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    /// <summary>For each decimal column a zero of its scale, which the driver drops from numbers of more than 18 digits: 1 in place of 1.000.</summary>
    private static decimal[] Zeros(DbDataReader reader) =>
        [.. reader.GetSchemaTable()!.Rows.Cast<DataRow>().Select(c => c["NumericScale"] is { } scale and not DBNull ? new decimal(0, 0, 0, false, Convert.ToByte(scale, CultureInfo.InvariantCulture)) : 0m)];

    private static object? ReadValue(DbDataReader reader, int column)
    {
        try
        {
            return DuckDbValues.FromEngine(reader.GetValue(column));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new EngineException(EngineFailure.Statement, $"column `{reader.GetName(column)}` has a value that cannot be read: {e.Message}", e);
        }
    }

    private sealed record ColumnRow(string Name, string Type, bool Nullable);
}

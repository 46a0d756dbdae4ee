using System.Globalization;
using Warehouse.DialectTests.Generated;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.Results;
using Warehouse.TestEngines.Snowflake;

namespace Warehouse.DialectTests.History;

/// <summary>Snowflake's scripts, translated to DuckDB.</summary>
internal sealed class OnSnowflake : ScenarioWarehouse
{
    private readonly ScriptDatabase _database = ScriptDatabase.Of("snowflake");

    // Parallel plans cost more than they give where a table has ten rows.
    public OnSnowflake() => _database.Run("SET threads = 1");

    public override void Create(SourceRows source)
    {
        _database.Run("CREATE SCHEMA raw");
        _database.Run($"CREATE TABLE {SourceRows.Table} ({string.Join(", ", source.Columns.Select(c => $"{c.Name} {Spelled(c.Kind)}"))})");
    }

    public override void Deliver(SourceRows source, IEnumerable<IReadOnlyList<object?>> rows)
    {
        _database.Run($"DELETE FROM {SourceRows.Table}");
        foreach (var row in rows)
            _database.Run($"INSERT INTO {SourceRows.Table} VALUES ({string.Join(", ", row.Select(Literal))})");
    }

    public override string? Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters)
    {
        try
        {
            _database.Run(script, parameters);
            return null;
        }
        catch (InvalidOperationException stopped) when (stopped.InnerException is SnowflakeException { IsAssertion: true } assertion)
        {
            // A script that stops leaves its transaction open: the session ends, and Snowflake rolls it back.
            _database.Run("ROLLBACK");
            return assertion.Reason;
        }
    }

    public override ResultSet Query(string sql) => _database.Query(sql);

    public override void Dispose() => _database.Dispose();

    private static string Spelled(ValueKind kind) => kind switch
    {
        ValueKind.Text => "VARCHAR",
        ValueKind.Integer => "BIGINT",
        ValueKind.Instant => "TIMESTAMP",
        _ => throw new ArgumentException($"no scenario has a {kind} yet"),
    };

    private static string Literal(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        long number => number.ToString(CultureInfo.InvariantCulture),
        DateTime time => $"TIMESTAMP '{time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'",
        _ => throw new ArgumentException($"no scenario has a {value.GetType().Name} yet"),
    };
}

namespace Warehouse.TestEngines.Snowflake;

/// <summary>A statement for Snowflake cannot be translated to DuckDB, or DuckDB rejects the translation.</summary>
public sealed class SnowflakeException(string reason, string sql, Exception? cause = null) : Exception($"Snowflake on DuckDB: {reason}\nin:\n{sql}", cause)
{
    public string Reason { get; } = reason;

    public string Sql { get; } = sql;

    /// <summary>The statement was understood: it is an assertion, and does not hold.</summary>
    public bool IsAssertion { get; init; }
}

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>GoogleSQL rejects a statement, or fails while it evaluates it (a division by zero, a value out of range).</summary>
public sealed class GoogleSqlException(string reason, string sql) : Exception($"GoogleSQL: {reason}\nin:\n{sql}")
{
    /// <summary>What GoogleSQL says, with line and column.</summary>
    public string Reason { get; } = reason;

    public string Sql { get; } = sql;

    /// <summary>The statement was understood: it is an assertion, and does not hold.</summary>
    public bool IsAssertion { get; init; }
}

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>GoogleSQL's server died of a statement, or gave no answer in time: it has judged nothing.</summary>
public sealed class GoogleSqlAbortedException(string sql, Exception cause) : Exception($"GoogleSQL's server died of, or hangs on:\n{sql}", cause)
{
    public string Sql { get; } = sql;
}

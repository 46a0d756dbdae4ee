using System.Data.Common;
using Warehouse.Sql.Dialects;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.GoogleSql;
using Warehouse.TestEngines.Postgres;
using Warehouse.TestEngines.Results;
using Warehouse.TestEngines.Snowflake;
using Warehouse.TestEngines.TSql;

namespace Warehouse.DialectTests.Expressions;

/// <summary>What computes or judges an expression for each dialect, after the dialect's prelude.</summary>
public sealed class ExpressionEngines : IDisposable
{
    private readonly DuckDbDatabase _duckDb = DuckDbDatabase.InMemory();
    private readonly Lazy<PostgresDatabase> _postgres = new();
    private readonly Lazy<DbConnection> _duckDbConnection;
    private readonly Lazy<DbConnection> _postgresConnection;
    private readonly Lazy<SnowflakeJudge> _snowflake = new(() => Prepared(new SnowflakeJudge()));

    public ExpressionEngines()
    {
        _duckDbConnection = new(() => Prepared(_duckDb.Open(), Dialects.DuckDb));
        _postgresConnection = new(() => Prepared(_postgres.Value.Open(), Dialects.Postgres));
    }

    /// <summary>The rows; null where there is only a parser, which has accepted the text.</summary>
    public ResultSet? Query(string engine, string sql)
    {
        switch (engine)
        {
            case "duckdb":
                return ResultSet.Query(_duckDbConnection.Value, sql);
            case "postgres":
                return ResultSet.Query(_postgresConnection.Value, sql);
            case "bigquery":
                return GoogleSqlJudge.EvaluateQuery(sql, GoogleSqlCatalog.Empty);
            case "snowflake":
                return _snowflake.Value.Query(sql);
            case "tsql":
                TSqlJudge.Parse(sql).ShouldBeAccepted();
                return null;
            default:
                throw new ArgumentException($"nothing here judges {engine}");
        }
    }

    /// <summary>Why DuckDB, standing in for Snowflake, gives another value than Snowflake would; null: it does not.</summary>
    public string? DiffersInTranslation(string engine, string name) => (engine, name) switch
    {
        ("snowflake", "reverse(s) with s = e\u0301a") => "DuckDB's reverse keeps a letter and its accent together, Snowflake's does not",
        ("snowflake", "from_unix_millis(i) with i = 253402300799999") => "TO_TIMESTAMP_NTZ(n, 3) is translated to a division in floating point",
        _ => null,
    };

    public void Dispose()
    {
        _duckDb.Dispose();
        if (_postgres.IsValueCreated)
        {
            _postgres.Value.Dispose();
        }

        if (_snowflake.IsValueCreated)
        {
            _snowflake.Value.Dispose();
        }
    }

    private static DbConnection Prepared(DbConnection connection, Dialect dialect)
    {
        foreach (var statement in dialect.Prelude)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        return connection;
    }

    private static SnowflakeJudge Prepared(SnowflakeJudge judge)
    {
        foreach (var statement in Dialects.Find("snowflake")!.Prelude)
        {
            judge.Execute(statement);
        }

        return judge;
    }
}

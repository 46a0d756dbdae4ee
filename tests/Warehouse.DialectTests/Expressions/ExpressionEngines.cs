using System.Data.Common;
using Warehouse.Sql.Dialects;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.Postgres;

namespace Warehouse.DialectTests.Expressions;

/// <summary>The engines that compute the expressions, each with its dialect's prelude.</summary>
public sealed class ExpressionEngines : IDisposable
{
    private readonly DuckDbDatabase _duckDb = DuckDbDatabase.InMemory();
    private readonly PostgresDatabase _postgres = new();

    public ExpressionEngines()
    {
        DuckDb = Prepared(_duckDb.Open(), Dialects.DuckDb);
        Postgres = Prepared(_postgres.Open(), Dialects.Postgres);
    }

    public DbConnection DuckDb { get; }

    public DbConnection Postgres { get; }

    public void Dispose()
    {
        _duckDb.Dispose();
        _postgres.Dispose();
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
}

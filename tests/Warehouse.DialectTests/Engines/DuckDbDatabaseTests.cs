using DuckDB.NET.Data;
using Shouldly;
using Warehouse.TestEngines.DuckDb;
using Xunit;

namespace Warehouse.DialectTests.Engines;

public sealed class DuckDbDatabaseTests
{
    [Fact]
    public void Connections_to_one_database_in_memory_see_the_same_tables()
    {
        using var database = DuckDbDatabase.InMemory();
        Run(database.Open(), "CREATE TABLE t AS SELECT 42 AS a");

        Run(database.Open(), "SELECT a FROM t").ShouldBe(42);
    }

    [Fact]
    public void Two_databases_in_memory_do_not_see_each_others_tables()
    {
        using var database = DuckDbDatabase.InMemory();
        using var other = DuckDbDatabase.InMemory();
        Run(database.Open(), "CREATE TABLE t AS SELECT 42 AS a");

        Should.Throw<DuckDBException>(() => Run(other.Open(), "SELECT a FROM t")).Message.ShouldContain("t does not exist");
    }

    [Fact]
    public void A_database_in_a_file_is_gone_once_disposed_of()
    {
        string file;
        using (var database = DuckDbDatabase.InFile())
        {
            Run(database.Open(), "CREATE TABLE t AS SELECT 42 AS a");
            file = database.File!;
            File.Exists(file).ShouldBeTrue();
        }

        File.Exists(file).ShouldBeFalse();
    }

    private static object? Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

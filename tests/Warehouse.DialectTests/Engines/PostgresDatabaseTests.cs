using Npgsql;
using Shouldly;
using Warehouse.TestEngines.Postgres;
using Xunit;

namespace Warehouse.DialectTests.Engines;

public sealed class PostgresDatabaseTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public void Two_databases_do_not_see_each_others_tables()
    {
        using var other = new PostgresDatabase();
        Run(database.Open(), "CREATE TABLE only_here (a int)");

        Should.Throw<PostgresException>(() => Run(other.Open(), "SELECT a FROM only_here")).SqlState.ShouldBe(PostgresErrorCodes.UndefinedTable);
    }

    [Fact]
    public void Is_gone_once_disposed_of_even_with_an_open_connection()
    {
        string name;
        using (var other = new PostgresDatabase())
        {
            name = other.Name;
            other.Open();
        }

        Run(database.Open(), $"SELECT count(*) FROM pg_database WHERE datname = '{name}'").ShouldBe(0L);
    }

    [Fact]
    public void Sorts_texts_by_code_point_in_utf8() =>
        Run(database.Open(), "SELECT string_agg(t, '' ORDER BY t) FROM (VALUES ('é'), ('a'), ('B'), ('z')) AS v (t)").ShouldBe("Bazé");

    private static object? Run(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

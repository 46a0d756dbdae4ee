using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.Postgres;
using Xunit;

namespace Warehouse.DialectTests.Conversions;

/// <summary>Text converts to the same value, or to none, on every engine that runs here.</summary>
public sealed class ConversionTests
{
    private static readonly TableName Inputs = new(null, "inputs");

    [Fact]
    public void DuckDb_converts_what_the_definition_accepts_and_nothing_else()
    {
        using var database = DuckDbDatabase.InMemory();
        Convert(database.Open(), Dialects.DuckDb);
    }

    [Fact]
    public void Postgres_converts_what_the_definition_accepts_and_nothing_else()
    {
        using var database = new PostgresDatabase();
        Convert(database.Open(), Dialects.Postgres);
    }

    /// <summary>A session's settings must not decide what a date or an instant is.</summary>
    [Fact]
    public void Postgres_converts_the_same_in_a_session_of_another_zone_and_date_style()
    {
        using var database = new PostgresDatabase();
        var connection = database.Open();
        Execute(connection, "SET TIME ZONE 'America/New_York'; SET datestyle = 'SQL, DMY'");
        Convert(connection, Dialects.Postgres, "SET TIME ZONE 'UTC'; SET datestyle = 'ISO'");
    }

    [Fact]
    public void Every_type_has_cases_that_convert_and_cases_that_do_not()
    {
        foreach (var type in typeof(SqlType).GetNestedTypes())
        {
            var cases = ConversionCase.All.Where(c => c.Type.GetType() == type).ToList();
            cases.ShouldContain(c => c.Expected != null, type.Name);
            cases.ShouldContain(c => c.Expected == null, type.Name);
        }
    }

    private static void Convert(DbConnection connection, Dialect dialect, string? beforeReading = null)
    {
        foreach (var statement in dialect.Prelude)
        {
            Execute(connection, statement);
        }

        Execute(connection, "CREATE TEMP TABLE inputs (id integer, t text)");
        var differences = new List<string>();
        foreach (var cases in ConversionCase.All.GroupBy(c => c.Type))
        {
            var list = cases.ToList();
            Fill(connection, list);
            var results = Read(connection, dialect, cases.Key, beforeReading);
            differences.AddRange(list.Zip(results)
                .Where(pair => Normal(cases.Key, pair.First.Expected) != Normal(cases.Key, pair.Second))
                .Select(pair => $"{pair.First}: expected {pair.First.Expected ?? "NULL"}, is {pair.Second ?? "NULL"}"));
        }

        differences.ShouldBeEmpty();
        ConversionCase.All.Count.ShouldBeGreaterThan(200);
    }

    private static void Fill(DbConnection connection, List<ConversionCase> cases)
    {
        Execute(connection, "DELETE FROM inputs");
        for (var i = 0; i < cases.Count; i++)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO inputs VALUES ({i.ToString(CultureInfo.InvariantCulture)}, $1)";
            var value = insert.CreateParameter();
            value.Value = (object?)cases[i].Text ?? DBNull.Value;
            insert.Parameters.Add(value);
            insert.ExecuteNonQuery();
        }
    }

    private static List<string?> Read(DbConnection connection, Dialect dialect, SqlType type, string? before)
    {

        // The conversion goes into a table first: a reader's settings then cannot hide what the conversion's did.
        Execute(connection, "DROP TABLE IF EXISTS outputs");
        var query = new Select
        {
            Items = [new(new ColumnReference("inputs", "id"), "id"), new(new TryConvert(new ColumnReference("inputs", "t"), type), "v")],
            From = new TableRelation(Inputs),
        };
        Execute(connection, "CREATE TEMP TABLE outputs AS " + SqlWriter.Write(query, dialect, ParameterStyle.Driver));
        SqlExpression value = new ColumnReference("outputs", "v");
        var reading = new Select
        {
            Items = [new(type is SqlType.Float or SqlType.Bytes ? value : new Cast(value, new SqlType.Text()), "v")],
            From = new TableRelation(new(null, "outputs")),
            OrderBy = [new(new ColumnReference("outputs", "id"))],
        };
        using var command = connection.CreateCommand();
        command.CommandText = (before is null ? "" : before + ";") + SqlWriter.Write(reading, dialect, ParameterStyle.Driver);
        using var reader = command.ExecuteReader();
        var results = new List<string?>();
        while (reader.Read())
        {
            results.Add(reader.IsDBNull(0) ? null : Shown(reader.GetValue(0)));
        }

        return results;
    }

    private static string Shown(object value)
    {
        if (value is Stream stream)
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return System.Convert.ToHexString(bytes.ToArray());
        }

        return value switch
        {
            byte[] bytes => System.Convert.ToHexString(bytes),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => System.Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string? Normal(SqlType type, string? value) => type is SqlType.Json && value is not null ? JsonNode.Parse(value)?.ToJsonString() ?? "null" : value;

    private static void Execute(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}

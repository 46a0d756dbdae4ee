using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.GoogleSql;
using Warehouse.TestEngines.Postgres;
using Warehouse.TestEngines.Results;
using Warehouse.TestEngines.Snowflake;
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
        ConvertAll(database.Open(), Dialects.DuckDb);
    }

    [Fact]
    public void Postgres_converts_what_the_definition_accepts_and_nothing_else()
    {
        using var database = new PostgresDatabase();
        ConvertAll(database.Open(), Dialects.Postgres);
    }

    /// <summary>A session's settings must not decide what a date or an instant is.</summary>
    [Fact]
    public void Postgres_converts_the_same_in_a_session_of_another_zone_and_date_style()
    {
        using var database = new PostgresDatabase();
        var connection = database.Open();
        Execute(connection, "SET TIME ZONE 'America/New_York'; SET datestyle = 'SQL, DMY'");
        ConvertAll(connection, Dialects.Postgres, "SET TIME ZONE 'UTC'; SET datestyle = 'ISO'");
    }

    /// <summary>GoogleSQL's own evaluator, which is BigQuery's language without BigQuery.</summary>
    [Fact]
    public void GoogleSql_converts_what_the_definition_accepts_and_nothing_else()
    {
        var differences = new List<string>();
        foreach (var cases in ConversionCase.All.GroupBy(c => c.Type))
        {
            var list = cases.ToList();
            var catalog = GoogleSqlCatalog.Of(GoogleSqlTable.Of("inputs", "id INT64", "t STRING") with { Rows = [.. list.Select((c, i) => Row(i, c.Text))] });
            var rows = GoogleSqlJudge.EvaluateQuery(SqlWriter.Write(Query(cases.Key), Dialects.BigQuery, ParameterStyle.Driver), catalog).Rows;
            differences.AddRange(Differences(cases.Key, list, [.. rows.OrderBy(r => (long)r[0]!).Select(r => r[1] is null ? null : CanonicalText.Of(r[1]))]));
        }

        differences.ShouldBeEmpty();
    }

    /// <summary>What the translator makes of the text, on DuckDB: no Snowflake has judged it.</summary>
    [Fact]
    public void Snowflakes_text_translated_to_DuckDb_converts_what_the_definition_accepts()
    {
        using var judge = new SnowflakeJudge();
        var differences = new List<string>();
        Execute(judge.Connection, "CREATE TABLE inputs (id integer, t text)");
        foreach (var cases in ConversionCase.All.GroupBy(c => c.Type).Where(c => c.Key is not SqlType.Json))
        {
            var list = cases.ToList();
            Fill(judge.Connection, list);
            var query = Query(cases.Key);
            if (cases.Key is SqlType.Decimal)
            {
                // 38 digits are more than .NET's decimal holds.
                query = query with { Items = [query.Items[0], new(new Cast(query.Items[1].Expression, new SqlType.Text()), "v")] };
            }

            var rows = judge.Query(SqlWriter.Write(query, Dialects.Snowflake, ParameterStyle.Driver)).Rows;
            differences.AddRange(Differences(
                cases.Key, list, [.. rows.OrderBy(r => Convert.ToInt64(r[0], CultureInfo.InvariantCulture)).Select(r => r[1] is null ? null : CanonicalText.Of(r[1]))]));
        }

        differences.ShouldBeEmpty();
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

    private static void ConvertAll(DbConnection connection, Dialect dialect, string? beforeReading = null)
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
            differences.AddRange(Differences(cases.Key, list, results));
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
        Execute(connection, "CREATE TEMP TABLE outputs AS " + SqlWriter.Write(Query(type), dialect, ParameterStyle.Driver));
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

    private static ImmutableArray<object?> Row(long id, string? text) => [id, text];

    private static Select Query(SqlType type) => new()
    {
        Items = [new(new ColumnReference("inputs", "id"), "id"), new(new TryConvert(new ColumnReference("inputs", "t"), type), "v")],
        From = new TableRelation(Inputs),
    };

    private static IEnumerable<string> Differences(SqlType type, List<ConversionCase> cases, List<string?> results) => cases
        .Zip(results)
        .Where(pair => Normal(type, pair.First.Expected) != Normal(type, pair.Second))
        .Select(pair => $"{pair.First}: expected {pair.First.Expected ?? "NULL"}, is {pair.Second ?? "NULL"}");

    private static string Shown(object value)
    {
        if (value is Stream stream)
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return Convert.ToHexString(bytes.ToArray());
        }

        return value switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    // Two spellings of one value are equal: digits after the point, the order of a JSON object's names, the case of hexadecimal digits.
    private static string? Normal(SqlType type, string? value) => (type, value) switch
    {
        (_, null) => null,
        (SqlType.Json, _) => JsonNode.Parse(value)?.ToJsonString() ?? "null",
        (SqlType.Decimal, _) => value.Contains('.', StringComparison.Ordinal) ? value.TrimEnd('0').TrimEnd('.') : value,
        (SqlType.Float, _) => double.Parse(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        (SqlType.Timestamp, _) => value.Length == 10 ? value + " 00:00:00" : value,
        (SqlType.Bytes, _) => value.ToUpperInvariant(),
        _ => value,
    };

    private static void Execute(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}

using System.Globalization;
using Shouldly;
using Warehouse.TestEngines.GoogleSql;
using Xunit;

namespace Warehouse.DialectTests.Judges;

public sealed class GoogleSqlEvaluationTests
{
    private static readonly GoogleSqlCatalog Catalog = GoogleSqlCatalog.Of(
        GoogleSqlTable.Of("dw.customer", "id INT64", "name STRING", "credit NUMERIC", "born DATE", "seen TIMESTAMP", "active BOOL").Key("id")
            .Row(1, "Zoë", 1.50m, new DateOnly(2024, 2, 29), new DateTimeOffset(1969, 12, 31, 23, 59, 59, 500, TimeSpan.Zero), true)
            .Row(2, null, -0.000000001m, null, null, false),
        GoogleSqlTable.Of("staging.customer", "id INT64", "name STRING").Row(1, "Zoé").Row(3, "Bob"));

    [Theory]
    [InlineData("DATE '0001-01-01'", "0001-01-01")]
    [InlineData("DATE_ADD(DATE '2024-01-31', INTERVAL 1 MONTH)", "2024-02-29")]
    [InlineData("DATETIME '2024-02-29 23:59:59.123456'", "2024-02-29 23:59:59.123456")]
    [InlineData("DATETIME '9999-12-31 23:59:59'", "9999-12-31 23:59:59")]
    [InlineData("TIMESTAMP '2024-01-01 01:00:00+02'", "2023-12-31 23:00:00")]
    [InlineData("TIME '12:34:56.7'", "12:34:56.7")]
    [InlineData("NUMERIC '-99999999999999999999.999999999'", "-99999999999999999999.999999999")]
    [InlineData("NUMERIC '12.340'", "12.34")]
    [InlineData("BIGNUMERIC '0.00000000000000000000000000000000000001'", "0.00000000000000000000000000000000000001")]
    [InlineData("-7 / 2", "-3.5")]
    [InlineData("DIV(-7, 2)", "-3")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("UPPER('straße é')", "STRASSE É")]
    [InlineData("CAST(NULL AS STRING)", "NULL")]
    [InlineData("''", "")]
    [InlineData("b'ab'", "6162")]
    [InlineData("TRUE AND NULL IS NULL", "true")]
    [InlineData("[1, NULL, 3]", "[1, NULL, 3]")]
    [InlineData("(1, 'a')", "[1, a]")]
    [InlineData("TO_HEX(SHA256('a'))", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")]
    public void Values_have_one_canonical_text(string expression, string expected) => GoogleSqlJudge.Values(expression).ShouldBe([expected]);

    [Theory]
    [InlineData("1 / 0", "division by zero")]
    [InlineData("CAST('x' AS INT64)", "Bad int64 value")]
    [InlineData("9223372036854775807 + 1", "overflow")]
    [InlineData("no_such", "Unrecognized name")]
    public void What_fails_throws(string expression, string reason) =>
        Should.Throw<GoogleSqlException>(() => GoogleSqlJudge.Values(expression)).Reason.ShouldContain(reason);

    [Fact]
    public void A_query_sees_the_rows_of_the_catalogue() =>
        GoogleSqlJudge.EvaluateQuery("SELECT * FROM `dw`.`customer` ORDER BY id", Catalog).Lines.ShouldBe(
        [
            "1 | Zoë | 1.5 | 2024-02-29 | 1969-12-31 23:59:59.5 | true",
            "2 | NULL | -0.000000001 | NULL | NULL | false",
        ]);

    [Fact]
    public void Tables_of_the_same_name_in_two_schemas_and_a_common_table_expression_of_that_name_stay_apart() =>
        GoogleSqlJudge.EvaluateQuery(
            """
            -- dw.customer
            WITH customer AS (SELECT 3 AS id)
            SELECT d.name, s.name, 'dw.customer', "staging.customer", c.id
            FROM customer AS c, dw.customer AS d JOIN staging.customer AS s ON s.id = d.id /* staging.customer */
            """,
            Catalog).Lines.ShouldBe(["Zoë | Zoé | dw.customer | staging.customer | 3"]);

    [Fact]
    public void Parameters_have_values() =>
        GoogleSqlJudge.EvaluateQuery("SELECT name FROM dw.customer WHERE born < @day", Catalog, new GoogleSqlParameter("day", "DATE", new DateOnly(2024, 3, 1)))
            .Lines.ShouldBe(["Zoë"]);

    [Fact]
    public void Insert_update_and_delete_change_the_catalogue()
    {
        var catalog = GoogleSqlJudge.Modify("UPDATE dw.customer AS t SET name = s.name FROM staging.customer AS s WHERE t.id = s.id", Catalog);
        catalog = GoogleSqlJudge.Modify("INSERT INTO dw.customer (id, name) SELECT id, name FROM staging.customer AS s WHERE id NOT IN (SELECT id FROM dw.customer)", catalog);
        catalog = GoogleSqlJudge.Modify("DELETE FROM dw.customer WHERE id = @id", catalog, new GoogleSqlParameter("id", "INT64", 2L));

        GoogleSqlJudge.EvaluateQuery("SELECT id, name, credit FROM dw.customer ORDER BY id", catalog).Lines.ShouldBe(["1 | Zoé | 1.5", "3 | Bob | NULL"]);
        Catalog["dw.customer"].Rows.Length.ShouldBe(2);
    }

    [Fact]
    public void Modifications_say_what_happens_to_each_row()
    {
        var change = GoogleSqlJudge.EvaluateModify("UPDATE dw.customer SET active = NOT active WHERE TRUE", Catalog);

        change.Rows.Select(row => $"{row.Change} {row.OldKey.Single()} {row.Cells[5]}").Order().ShouldBe(["Update 1 False", "Update 2 True"]);
    }

    [Fact]
    public void An_update_without_a_primary_key_is_refused_rather_than_lost() =>
        Should.Throw<ArgumentException>(() => GoogleSqlJudge.EvaluateModify("UPDATE staging.customer SET name = 'x' WHERE TRUE", Catalog))
            .Message.ShouldContain("staging.customer declares no primary key");

    [Fact]
    public void An_update_that_meets_a_row_twice_fails()
    {
        var doubled = Catalog.With(Catalog["staging.customer"].Row(1, "Zoe"));

        Should.Throw<GoogleSqlException>(() => GoogleSqlJudge.Modify("UPDATE dw.customer AS t SET name = s.name FROM staging.customer AS s WHERE t.id = s.id", doubled))
            .Reason.ShouldContain("at most one joined row");
    }

    [Fact]
    public void Rows_are_of_their_columns_types() =>
        Should.Throw<ArgumentException>(() => GoogleSqlJudge.EvaluateQuery("SELECT 1", GoogleSqlCatalog.Of(GoogleSqlTable.Of("t", "a INT64").Row("one"))))
            .Message.ShouldContain("INT64");

    [Fact]
    public void Too_many_rows_are_refused() =>
        Should.Throw<ArgumentException>(() => GoogleSqlJudge.EvaluateQuery(
                "SELECT 1",
                GoogleSqlCatalog.Of(Enumerable.Range(0, 1000).Aggregate(GoogleSqlTable.Of("t", "a INT64"), (table, row) => table.Row(row)))))
            .Message.ShouldContain(1000.ToString(CultureInfo.InvariantCulture));
}

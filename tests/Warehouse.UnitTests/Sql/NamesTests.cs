using Shouldly;
using Warehouse.Sql;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Xunit;

namespace Warehouse.UnitTests.Sql;

public sealed class NamesTests
{
    [Theory]
    [InlineData("customer_id", "customer_id", "customer_id", "customer_id", "customer_id", "customer_id")]
    [InlineData("order", "\"order\"", "\"order\"", "\"ORDER\"", "`order`", "[order]")]
    [InlineData("Symbol", "Symbol", "\"Symbol\"", "\"Symbol\"", "Symbol", "Symbol")]
    [InlineData("2nd", "\"2nd\"", "\"2nd\"", "\"2nd\"", "`2nd`", "[2nd]")]
    [InlineData("a b", "\"a b\"", "\"a b\"", "\"a b\"", "`a b`", "[a b]")]
    [InlineData("a\"b", "\"a\"\"b\"", "\"a\"\"b\"", "\"a\"\"b\"", "`a\"b`", "[a\"b]")]
    [InlineData("a]b", "\"a]b\"", "\"a]b\"", "\"a]b\"", "`a]b`", "[a]]b]")]
    [InlineData("a`b\\", "\"a`b\\\"", "\"a`b\\\"", "\"a`b\\\"", "`a\\`b\\\\`", "[a`b\\]")]
    [InlineData("x\"; DROP TABLE y; --", "\"x\"\"; DROP TABLE y; --\"", "\"x\"\"; DROP TABLE y; --\"", "\"x\"\"; DROP TABLE y; --\"", "`x\"; DROP TABLE y; --`", "[x\"; DROP TABLE y; --]")]
    [InlineData("bestellung_größe", "\"bestellung_größe\"", "\"bestellung_größe\"", "\"bestellung_größe\"", "`bestellung_größe`", "[bestellung_größe]")]
    [InlineData("SELECT", "\"SELECT\"", "\"SELECT\"", "\"SELECT\"", "`SELECT`", "[SELECT]")]
    public void A_name_is_quoted_where_the_dialect_needs_it(string name, params string[] written) =>
        Dialects.All.Select(d => SqlWriter.Write(new TableName("mart", name), d)).ShouldBe(written.Select(w => $"mart.{w}"));

    [Fact]
    public void A_temporary_table_bears_the_mark_of_T_SQL_and_is_called_without_it()
    {
        var query = new Select { Items = [new(new ColumnReference("chg", "id"), "id")], From = new TableRelation(new(null, "chg")) };
        SqlWriter.Write(query, Dialects.TSql, ParameterStyle.Driver).ShouldBe("SELECT chg.id\nFROM #chg AS chg");
        SqlWriter.Write(query, Dialects.Postgres, ParameterStyle.Driver).ShouldBe("SELECT chg.id\nFROM chg");
        SqlWriter.Write(new TableName(null, "a b"), Dialects.TSql).ShouldBe("[#a b]");
    }

    [Fact]
    public void A_name_that_Postgres_would_cut_off_is_refused_by_its_bytes()
    {
        SqlWriter.Write(new TableName(null, new string('a', 63)), Dialects.Postgres).Length.ShouldBe(63);
        var refused = Should.Throw<UnsupportedException>(() => SqlWriter.Write(new TableName(null, new string('ø', 32)), Dialects.Postgres));
        refused.Dialect.ShouldBe("postgres");
        refused.Construct.ShouldContain("64 bytes");
        refused.Help.ShouldBe("shorten it to at most 63 bytes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_name_that_no_engine_has_is_refused(string name)
    {
        foreach (var dialect in Dialects.All)
        {
            Should.Throw<UnsupportedException>(() => SqlWriter.Write(new TableName("mart", name), dialect));
        }
    }

    [Fact]
    public void A_dialect_is_found_by_the_name_of_its_engine()
    {
        Dialects.All.Select(d => d.Name).ShouldBe(["duckdb", "postgres", "snowflake", "bigquery", "tsql"]);
        Dialects.All.ShouldAllBe(d => ReferenceEquals(Dialects.Find(d.Name), d));
        Dialects.Find("oracle").ShouldBeNull();
    }
}

using Shouldly;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Views;
using Warehouse.UnitTests.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Planning;

/// <summary>Names that are sound by themselves may meet in a view, or grow too long in one.</summary>
public sealed class ViewColumnCheckTests
{
    private static readonly string Long = new('n', 40);

    [Fact]
    public void Two_measures_that_meet_where_two_facts_are_shown_side_by_side_are_named() => Check(Facts("cost_tax: integer", "tax: integer", "sale", "sale_cost")).ShouldBe(
    [
        "error WH3006 5: view `mart.across_sale_and_sale_cost` would have one column twice: `sale_cost_tax` (The sum of cost_tax in fact_sale) and `sale_cost_tax` (The sum of tax in fact_sale_cost)",
    ]);

    [Fact]
    public void Letter_case_does_not_tell_columns_apart() =>
        Check(Facts("cost_Tax: integer", "tax: integer", "sale", "sale_cost")).ShouldHaveSingleItem().ShouldContain("`sale_cost_Tax`");

    [Fact]
    public void Columns_that_meet_when_they_are_cut_are_both_named() =>
        Check(Facts($"{Long}_a: integer, {Long}_b: integer", "tax: integer", new('s', 25), "other")).ShouldBe(
        [
            $"error WH3006 5: view `mart.across_{new string('s', 25)}_and_other` would have one column twice where an engine keeps 63 bytes of a name: "
            + $"`{new string('s', 25)}_{Long}_a` (The sum of {Long}_a in fact_{new string('s', 25)}) and `{new string('s', 25)}_{Long}_b` (The sum of {Long}_b in fact_{new string('s', 25)})",
            $"warning WH3007 5: the column `{new string('s', 25)}_{Long}_a` of view `mart.across_{new string('s', 25)}_and_other` has 68 bytes, and some engines keep 63",
        ]);

    [Fact]
    public void A_role_that_is_called_like_the_first_day_of_another_meets_it() =>
        Check("""
            sources: {stocks: {table: raw.stocks} }
            dimensions: {date: {type: calendar, range: [2024-01-01, 2024-01-31]} }
            facts:
              stock:
                type: periodic_snapshot
                period: day
                source: stocks
                grain: [date, sku]
                dimensions: {date: {key: [on_day]}, last_date: {dim: date, key: [sold]} }
                degenerate: {sku: string}
                measures: {on_hand: {type: integer, additive: {except: [date], use: last} } }
            """).ShouldHaveSingleItem().ShouldContain("`last_date_key` (A row of dim_date) and `last_date_key` (The last day of the fact)");

    [Fact]
    public void Names_that_stay_apart_are_left_alone() => Check(Facts("cost: integer", "tax: integer", "sale", "sale_cost")).ShouldBeEmpty();

    private static string Facts(string left, string right, string first, string second) => $$"""
        sources: {sales: {table: raw.sales} }
        dimensions: {date: {type: calendar, range: [2024-01-01, 2024-01-31]} }
        facts:
          {{first}}: {type: transaction, source: sales, grain: [n], event_time: sold, dimensions: {date: {key: [sold]} }, degenerate: {n: integer}, measures: { {{left}} } }
          {{second}}: {type: transaction, source: sales, grain: [n], event_time: sold, dimensions: {date: {key: [sold]} }, degenerate: {n: integer}, measures: { {{right}} } }
        """;

    private static IEnumerable<string> Check(string model)
    {
        var read = Minimal.With(model);
        read.Diagnostics.Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty();
        Loadability.Check(read.Project!).Where(d => d.IsError).ShouldBeEmpty();
        var shift = read.Project!.Facts[0].Name.Span.Line - 4;
        return ViewColumnChecks.Run(read.Project).Select(d => $"{(d.IsError ? "error" : "warning")} {d.Code} {d.Span.Line - shift}: {d.Message}");
    }
}

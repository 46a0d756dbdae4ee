using System.Text.Json;
using Shouldly;
using Xunit;

namespace Warehouse.DialectTests.Generated;

/// <summary>
/// The generated scripts alone, run in order on two days of the sample: those for DuckDB and Postgres on their engines, those for
/// Snowflake translated to DuckDB. All leave the rows that DuckDB's own scripts leave.
/// </summary>
public sealed class ExecutedScriptTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyDictionary<string, string> Tables = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["mart.dim_date"] = "*",
        ["mart.dim_customer"] = "*",
        ["mart.dim_product"] = "*",
        ["mart.dim_promotion"] = "*",
        ["mart.dim_store"] = "*",
        ["mart.dim_employee"] = "*",
        ["mart.dim_order_flags"] = "*",
        ["mart.dim_customer_profile"] = "*",
        ["mart.customer__customer_profile"] = "*",
        ["mart.bridge_employee_parent"] = "*",
        ["mart.bridge_sales_team"] = "*",
        ["mart.fact_order_fulfilment"] = "*",
        ["mart.fact_promotion_coverage"] = "*",
        ["mart.fact_stock_daily"] = "*",
        ["mart.agg_daily_category_sales"] = "*",
        ["mart.fact_order_fulfilment_by_sales_team_weighted"] = "*",
        ["mart.fact_stock_daily_over_stock_date"] = "*",
        ["mart.promotion_coverage_without_order_line"] = "*",
        ["mart.dim_time_of_day"] = "*",
        ["mart.order_time"] = "*",
        ["mart.fact_order_line"] = "*",
        ["mart.fact_return_line"] = "*",
        ["mart.customer__changes"] = "*",
        ["mart.dim_supplier"] = "*",
        ["mart.rate_fx_daily"] = "*",
        ["mart.fact_purchase_line"] = "*",
        ["mart.fact_footfall_daily"] = "*",
        ["mart.dim_customer_current"] = "*",
        ["mart.dim_product_current"] = "*",
        ["mart.dim_date_relative"] = "*",
        ["mart.order_date"] = "*",
        ["mart.across_order_line_and_return_line"] = "*",
        ["_warehouse.published_view"] = "view_schema, view_name, project, reads",
        ["_warehouse.batch"] = "*",
        ["_warehouse.file"] = "*",
        ["_warehouse.lock"] = "*",
        ["_warehouse.rejected_row"] = "batch_id, target, source, code, reason, CAST(CAST(payload AS JSON) AS VARCHAR) AS payload",
    };

    private static readonly Lazy<Task<IReadOnlyDictionary<string, IReadOnlyList<string>>>> Expected = new(ExpectedAsync);

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    [InlineData("snowflake")]
    public async Task The_scripts_load_the_sample_to_the_same_rows(string engine)
    {
        using var database = await SampleDays.LoadAsync(engine);

        var judged = database.Judged.Count;
        output.WriteLine($"{engine}: {judged} statements executed");
        judged.ShouldBe((await GeneratedScripts.OfAsync(engine)).SelectMany(s => s.Statements.Select(t => (s.File, t.Sql))).Distinct().Count());
        judged.ShouldBeGreaterThan(150);
        foreach (var (table, expected) in await Expected.Value)
        {
            expected.ShouldNotBeEmpty(table);
            Rows(database, table).ShouldBe(expected, table);
        }
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ExpectedAsync()
    {
        using var database = await SampleDays.LoadAsync("duckdb");
        return Tables.Keys.ToDictionary(table => table, table => Rows(database, table), StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Rows(ScriptDatabase database, string table)
    {
        var result = database.Query($"SELECT {Tables[table]} FROM {table}");
        if (result.Columns[^1] != "payload")
            return result.SortedLines;
        // Engines lay out JSON, and order its fields, in their own ways.
        return (result with { Rows = [.. result.Rows.Select(row => (IReadOnlyList<object?>)[.. row.SkipLast(1), Fields((string)row[^1]!)])] }).SortedLines;
    }

    private static string Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join(", ", document.RootElement.EnumerateObject().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name}: {f.Value}"));
    }
}

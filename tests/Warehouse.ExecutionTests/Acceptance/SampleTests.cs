using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>The retail sample as it stands after its six days, on each engine.</summary>
[Collection(LoadedSampleTests.Name)]
public sealed class SampleTests(LoadedSamples samples)
{
    private static readonly string[] Tables =
    [
        "dim_date", "dim_time_of_day", "dim_customer", "dim_customer_profile", "customer__customer_profile", "dim_product", "dim_store", "dim_promotion", "dim_employee",
        "agg_daily_category_sales", "dim_order_flags", "bridge_employee_parent", "bridge_sales_team", "customer__changes", "fact_order_line", "fact_return_line", "fact_order_fulfilment",
        "fact_stock_daily", "fact_promotion_coverage", "dim_supplier", "supplier__changes", "rate_fx_daily", "fact_purchase_line", "fact_footfall_daily",
    ];

    [Fact]
    public async Task The_sample_on_Postgres_and_on_DuckDB_is_equal_row_by_row_surrogate_keys_included()
    {
        var duckdb = (await samples.OfAsync("duckdb")).Sample;
        var postgres = (await samples.OfAsync("postgres")).Sample;
        foreach (var table in Tables)
        {
            var left = await SortedAsync(duckdb, table);
            var right = await SortedAsync(postgres, table);
            left.Count.ShouldBeGreaterThan(0, table);
            left.ShouldBe(right, table);
        }
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Each_day_counts_what_the_samples_story_says_and_a_second_run_loads_nothing(string engine)
    {
        var loaded = await samples.OfAsync(engine);
        var sample = loaded.Sample;
        var counted = loaded.Batches
            .Where(b => b.GetProperty("pipeline").GetString() == "dim_customer")
            .Select(b => string.Join(' ', Counts.Select(c => b.GetProperty(c).GetInt64().ToString(CultureInfo.InvariantCulture))))
            .ToList();
        counted.ShouldBe(
        [
            // read, rejected, new members, new versions, closed, deleted, reappeared: models/retail/README.md
            "414 3 391 20 20 0 0",
            "42 0 5 22 24 2 0",
            "40 0 5 21 24 3 0",
            "41 1 5 21 24 3 0",
            "44 0 5 25 26 2 1",
            "38 1 5 20 22 2 0",
        ]);

        var before = await LedgerAsync(sample);
        var second = await sample.RunAsync("run", "--json");
        second.Exit.ShouldBe(0, second.ToString());
        second.Json.GetProperty("batches").EnumerateArray().ShouldAllBe(b => b.GetProperty("status").GetString() == "skipped");
        (await LedgerAsync(sample)).ShouldBe(before);
    }

    [Fact]
    public async Task The_totals_of_every_fact_are_those_that_the_samples_story_states()
    {
        var sample = (await samples.OfAsync("duckdb")).Sample;
        (await sample.ValueAsync("SELECT concat_ws(' ', sum(quantity), sum(net_amount), sum(gross_amount)) AS it FROM mart.fact_order_line")).ShouldBe("7679 758311.39 779315.60");
        (await sample.ValueAsync("SELECT sum(refund_amount) AS it FROM mart.fact_return_line")).ShouldBe("29278.61", "2.90 less than Ada was told first");
        (await sample.ValueAsync("SELECT concat_ws(' ', count(*), sum(order_total), count(shipped), count(delivered)) AS it FROM mart.fact_order_fulfilment")).ShouldBe("312 108256.85 209 156");
        (await sample.ValueAsync("SELECT concat_ws(' ', count(*), sum(CASE WHEN is_filled THEN 1 ELSE 0 END)) AS it FROM mart.fact_stock_daily")).ShouldBe("72 0", "what was carried forward was counted later");
        (await sample.ValueAsync("SELECT count(*) AS it FROM mart.fact_promotion_coverage")).ShouldBe("490");
        (await sample.ValueAsync("SELECT concat_ws(' ', count(*), sum(amount_eur), sum(freight)) AS it FROM mart.fact_purchase_line")).ShouldBe("56 16307.59 2314.75");
        (await sample.ValueAsync("SELECT concat_ws(' ', count(*), sum(visitors)) AS it FROM mart.fact_footfall_daily")).ShouldBe("66 20282");
        (await sample.ValueAsync("SELECT concat_ws(' ', sum(quantity), sum(net_amount), sum(row_count)) AS it FROM mart.agg_daily_category_sales")).ShouldBe("7679 758311.39 4390", "the aggregate's");
        (await sample.ValueAsync(
            "SELECT concat_ws(' ', max(p.loyalty) FILTER (h.is_current), max(p.loyalty) FILTER (NOT h.is_current)) AS it FROM mart.customer__customer_profile h "
            + "JOIN mart.dim_customer_profile p USING (customer_profile_key) WHERE h.customer_id = 1001")).ShouldBe("silver none", "Ada's profile, now and before her move");
        (await sample.ValueAsync("SELECT sum(f.order_total * b.weight) AS it FROM mart.fact_order_fulfilment f JOIN mart.bridge_sales_team b USING (sales_team_key)"))
            .ShouldStartWith("108256.85", Case.Sensitive, "going through the bridge with its shares loses nothing");
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Purchases_are_in_euros_with_their_share_of_the_freight_and_under_the_supplier_who_came_later(string engine)
    {
        var sample = (await samples.OfAsync(engine)).Sample;
        async Task<string> LinesOf(string invoice) => string.Join(" | ", (await sample.RowsAsync(
            "SELECT f.amount, f.amount_eur, f.freight, s.supplier_code, s.country FROM mart.fact_purchase_line f JOIN mart.dim_supplier s ON s.supplier_key = f.supplier_key "
            + $"WHERE f.invoice_id = '{invoice}' ORDER BY f.line_no")).Select(r => string.Join(' ', JsonDocument.Parse(r).RootElement.EnumerateObject().Select(v => v.Value.ToString()))));
        (await LinesOf("I-902")).ShouldBe("40.00 40.00 3.34 V03 DE | 40.00 40.00 3.33 V03 DE | 40.00 40.00 3.33 V03 DE", "ten euros of freight over three lines alike");
        (await LinesOf("I-903")).ShouldBe("99.00  12.00 V03 DE", "no rate of francs");
        (await LinesOf("I-904")).ShouldBe("400.00 400.00 10.00 V07 SK | 800.00 800.00 20.00 V07 SK", "came a day before their supplier");
        (await LinesOf("I-907")).ShouldBe("440.00 406.17 8.00 V05 US | 660.00 607.98 12.00 V05 US", "spread anew, and the corrected line at the corrected rate; before the move");
        (await LinesOf("I-064")).ShouldContain("V05 CA", Case.Sensitive, "after it");
        (await sample.ValueAsync("SELECT count(*) AS it FROM mart.fact_purchase_line WHERE invoice_id = 'I-901'")).ShouldBe("2", "one of them waited for its product");
        (await sample.ValueAsync("SELECT count(*) AS it FROM mart.purchase_line__held")).ShouldBe("0");
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Facts_find_the_version_that_held_when_they_happened_also_late_and_early(string engine)
    {
        var sample = (await samples.OfAsync(engine)).Sample;
        async Task<string> CountryOf(string order) => await sample.ValueAsync(
            $"SELECT max(c.country) AS it FROM mart.fact_order_line f JOIN mart.dim_customer c ON c.customer_key = f.customer_key WHERE f.order_id = '{order}'");
        (await CountryOf("O-900004")).ShouldBe("NO", "one second before the move");
        (await CountryOf("O-900005")).ShouldBe("SE", "on the boundary instant");
        (await CountryOf("O-900007")).ShouldBe("NO", "an order of day 2 that came on day 4");
        (await sample.ValueAsync(
            "SELECT count(DISTINCT f.customer_key) AS it FROM mart.fact_order_line f WHERE f.order_id IN ('O-900008', 'O-900015')")).ShouldBe("1", "the inferred member keeps its key");
        (await sample.ValueAsync("SELECT count(*) AS it FROM mart.dim_customer WHERE is_inferred")).ShouldBe("0", "all were filled in place");
        (await sample.ValueAsync(
            "SELECT count(*) AS it FROM mart.fact_order_line f JOIN mart.dim_product p ON p.product_key = f.product_key WHERE p.list_price <> f.unit_price"))
            .ShouldBe("0", "every line was sold at the price of the version that it found");
    }

    private static readonly string[] Counts = ["read", "rejected", "new_members", "new_versions", "closed_versions", "deleted", "reappeared"];

    private static async Task<IReadOnlyList<string>> SortedAsync(Workspace workspace, string table) =>
        [.. (await workspace.RowsAsync($"SELECT * FROM mart.{table}")).Select(Canonical).Order(StringComparer.Ordinal)];

    /// <summary>The row without the white space of its JSON.</summary>
    private static string Canonical(string row)
    {
        using var document = JsonDocument.Parse(row);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private static async Task<IReadOnlyList<string>> LedgerAsync(Workspace workspace) =>
        await workspace.RowsAsync("SELECT batch_id, committed_at FROM _warehouse.batch ORDER BY batch_id");
}

using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>What language.md says of the tests of a model, on the retail sample.</summary>
public sealed class ModelTestLanguageTests
{
    [Fact]
    public async Task Several_sources_are_given_and_several_targets_looked_at()
    {
        var said = await RunAsync("""
                target: order_line
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given:
                      pos.order_lines: [{order_id: O-1, line_no: 1, customer_id: 7, sku: S-1, ordered_at: 2024-03-01T10:00:00Z, quantity: 2, unit_price: 5, net_amount: 9.5}]
                      erp.products: [{sku: S-1, name: Pen, list_price: 5.00, unit_cost: null}]
                    expect:
                      order_line: [{order_id: O-1, gross_amount: 10, discount_amount: 0.50, product_key: 1, store_key: -1, ship_date_key: -3, order_date_key: 20240301}]
                      product: [{sku: S-1, margin: 5, is_inferred: false}]
                      customer: [{customer_id: 7, is_inferred: true, full_name: null}]
                      store: []
            """);

        said.Exit.ShouldBe(0, said.ToString());
    }

    [Fact]
    public async Task A_source_that_is_not_named_is_not_loaded_and_an_empty_snapshot_is_one()
    {
        var said = await RunAsync("""
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {erp.products: [{sku: S-1, name: Pen}]}
                  - at: 2024-03-02T00:00:00Z
                    expect: [{sku: S-1, is_deleted: false}]
                  - at: 2024-03-03T00:00:00Z
                    given: {erp.products: []}
                    expect_error: "*"
                  - at: 2024-03-04T00:00:00Z
                    expect: [{sku: S-1, is_deleted: false}]
            """);

        said.Exit.ShouldBe(0, said.ToString());
    }

    [Fact]
    public async Task Rejected_rows_are_counted_and_told_where_the_count_is_wrong()
    {
        const string test = """
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {erp.products: [{sku: S-1, list_price: 1}, {sku: null, list_price: 2}, {sku: S-3, list_price: 3.00}]}
                    expect: [{sku: S-3}, {sku: S-1}]
            """;

        var right = await RunAsync($"{test}\n        rejected: 1");
        var wrong = await RunAsync($"{test}\n        rejected: 0");

        right.Exit.ShouldBe(0, right.ToString());
        wrong.Exit.ShouldBe(4, wrong.ToString());
        wrong.Out.ShouldContain("1 row was rejected, and 0 were expected");
        wrong.Out.ShouldContain("dim_product: null-key, one of sku is NULL");
    }

    [Fact]
    public async Task A_refused_step_may_not_load_anything_beside()
    {
        var said = await RunAsync("""
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given:
                      erp.products: []
                      crm.customers: [{customer_id: 1, changed_at: 2024-02-01}]
                    expect_error: "*"
            """);

        said.Exit.ShouldBe(4, said.ToString());
        said.Out.ShouldContain("`dim_customer` was loaded in the step that is to change nothing");
    }

    [Fact]
    public async Task What_is_given_is_loaded_and_judged_also_where_the_target_needs_none_of_it()
    {
        const string test = """
                target: promotion
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given:
                      marketing.promotions: [{promotion_code: P}]
                      wms.stock: [{stock_date: 2024-03-01, sku: S-1, on_hand: 1}, {stock_date: yesterday, sku: S-1, on_hand: 1}]
                    expect: [{promotion_code: P}]
            """;

        var right = await RunAsync($"{test}\n        rejected: 1");
        var wrong = await RunAsync($"{test}\n        rejected: 0");

        right.Exit.ShouldBe(0, right.ToString());
        wrong.Exit.ShouldBe(4, wrong.ToString());
        wrong.Out.ShouldContain("fact_stock_daily: unconvertible");
    }

    [Theory]
    [InlineData("customer", "{customer_id: 1, is_deleted: false}", "is_deleted", "`on_delete: flag`")]
    [InlineData("promotion", "{promotion_code: P, valid_from: 2024-01-01}", "valid_from", "scd: 2")]
    public async Task A_column_that_the_target_does_not_have_is_told(string target, string row, string column, string why)
    {
        var said = await RunAsync($$"""
                target: {{target}}
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {crm.customers: [{customer_id: 1, changed_at: 2024-02-01}], marketing.promotions: [{promotion_code: P}]}
                    expect: [{{row}}]
            """);

        said.Exit.ShouldBe(4, said.ToString());
        said.Out.ShouldContain($"`{target}` has no column `{column}`");
        said.Out.ShouldContain(why);
    }

    [Fact]
    public async Task What_is_too_wide_to_stand_side_by_side_is_shown_column_by_column()
    {
        const string test = """
                target: customer
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given:
                      crm.customers:
                        - {customer_id: 1, full_name: Ada Augusta Lindgren of Göteborg, email: ada.lindgren@example.com, segment: smb, country: NO, city: Oslo, signed_up_on: 2020-01-02, changed_at: 2023-05-01}
                        - {customer_id: 2, full_name: Bo, email: bo@example.com, segment: smb, country: SE, city: Umeå, signed_up_on: 2020-01-02, changed_at: 2023-05-01}
                        - {customer_id: 3, full_name: Cy, email: cy@example.com, segment: smb, country: FI, changed_at: 2023-05-01}
                    expect:
                      - {customer_id: 1, full_name: Ada Augusta Lindgren of Göteborg, email: ada@example.com, segment: smb, country: NO, city: Oslo, valid_to: 9999-12-31}
                      - {customer_id: 2, email: bo@example.com}
                      - {customer_id: 4, full_name: Di, city: null}
                      - {customer_id: 5, full_name: Ed}
            """;
        using var sample = Sample(test);

        var narrow = await sample.RunAsync(80, onTerminal: false, "test", "--filter", "it_is");
        var wide = await sample.RunAsync(240, onTerminal: false, "test", "--filter", "it_is");

        narrow.Exit.ShouldBe(4, narrow.ToString());
        narrow.Out.Split('\n').ShouldAllBe(l => l.Length <= 80);
        Golden.ShouldMatch(narrow.Out, "tests", "Warehouse.ExecutionTests", "Cli", "Goldens", "test-failure-narrow.txt");
        wide.Out.ShouldContain("│  customer_id  full_name");
    }

    [Fact]
    public async Task Text_that_looks_like_JSON_is_compared_as_text()
    {
        var said = await RunAsync("""
                target: promotion
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {marketing.promotions: [{promotion_code: P, name: '{"a": 1}'}]}
                    expect: [{name: '{"a":1}'}]
            """);

        said.Exit.ShouldBe(4, said.ToString());
    }

    private static async Task<Answer> RunAsync(string test)
    {
        using var sample = Sample(test);
        return await sample.RunAsync("test", "--filter", "it_is");
    }

    private static Workspace Sample(string test)
    {
        var sample = Workspace.OfModel("duckdb", "retail");
        sample.Write("written_here.yml", $"tests:\n  it_is_as_expected:\n{test}\n");
        return sample;
    }
}

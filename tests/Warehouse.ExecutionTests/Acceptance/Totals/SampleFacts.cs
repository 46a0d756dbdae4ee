using Warehouse.TestEngines;

namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>The facts of models/retail, as its README tells of them.</summary>
internal static class SampleFacts
{
    private static SampleFiles Files { get; } = new(RepositoryRoot.Combine("models", "retail", "data"));

    public static IReadOnlyList<string> Names => [.. All().Select(f => f.Fact)];

    /// <summary>What the file of a day says to a fact.</summary>
    public static IReadOnlyList<SourceRow> RowsOf(FactStory story, string day) => Files.On(day, story.File);

    /// <summary>Each before its first day.</summary>
    public static IReadOnlyList<FactStory> All() =>
    [
        new CorrectedFact("fact_order_line", "order_lines", ["order_id", "line_no"],
        [
            ("quantity", r => r.Number("quantity")),
            ("unit_price", r => r.Number("unit_price")),
            ("net_amount", r => r.Number("net_amount")),
            ("gross_amount", r => r.Number("quantity") * r.Number("unit_price")),
            ("discount_amount", r => (r.Number("quantity") * r.Number("unit_price")) - r.Number("net_amount")),
        ])
        {
            Numbers = ["line_no", "customer_id", "quantity", "unit_price", "net_amount"],
            Instants = ["ordered_at", "shipped_on"],
            Roles = [Absent("customer_key", "customer_id", -1), Absent("promotion_key", "promotion_code", -2), Absent("ship_date_key", "shipped_on", -3)],
        },
        new ReversedFact("fact_return_line", "return_lines", ["return_id", "line_no"], [("quantity", r => r.Number("quantity")), ("refund_amount", r => r.Number("refund_amount"))])
        {
            Numbers = ["line_no", "customer_id", "quantity", "refund_amount"],
            Instants = ["returned_at"],
            Roles = [Absent("customer_key", "customer_id", -1)],
        },
        new CorrectedFact("fact_order_fulfilment", "fulfilments", ["order_id"], [("order_total", r => r.Number("order_total"))])
        {
            Numbers = ["customer_id", "order_total"],
            Instants = ["ordered_at", "picked_at", "shipped_at", "delivered_at", "told_at"],
            Roles = [Absent("ship_date_key", "shipped_at", -3), Absent("sales_team_key", "team_code", -2)],
            ToldAt = "told_at",
        },
        new ReplacedPeriods("fact_stock_daily", "stock", "stock_date", "sku", [("on_hand", r => r.Number("on_hand")), ("on_order", r => r.Number("on_order"))], last => last)
        {
            Numbers = ["on_hand", "on_order"],
            Instants = ["stock_date"],
        },
        new CorrectedFact("fact_promotion_coverage", "coverage", ["day", "promotion_code", "sku"], []) { Instants = ["day"] },
        new PurchaseLines(Files),
        new ReplacedPeriods("fact_footfall_daily", "visits", "visit_date", "store_code", [("visitors", r => r.Number("visitors"))], last => last.With("visitors", "0"))
        {
            Numbers = ["visitors"],
            Instants = ["visit_date"],
            // Twelve stores, S01 to S12.
            Refusal = (_, r) => string.CompareOrdinal(r["store_code"], "S12") > 0 ? "unknown-member" : null,
        },
    ];

    /// <summary>An empty field refers to the member that stands for it.</summary>
    private static (string, Func<SourceRow, int?>) Absent(string keyColumn, string column, int member) => (keyColumn, r => r[column] is null ? member : null);
}

using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Amounts in other currencies, as of their events.</summary>
internal static class CurrencyCases
{
    private const string Header = "order_id,ordered_at,amount,currency";

    private const string Rows = "SELECT order_id, amount, amount_usd, amount_nok FROM mart.fact_order_line ORDER BY order_id";

    private static readonly FactStep Rates = new FactStep("2024-01-31").Deliver(
        "rates", "rate_date,from_currency,to_currency,rate", "2024-02-01,EUR,USD,0.5", "2024-02-03,EUR,USD,1.10000001", "2024-02-01,EUR,NOK,11.5", "2024-02-01,USD,NOK,10")
        .Count("rate_fx_daily", ("inserted", 4));

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("an amount is converted at the last rate on or before its event's day, halves away from zero", Model("update"),
            Rates,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,2024-02-01,10.05,EUR", "2,2024-02-02T23:59:59Z,-10.05,EUR", "3,2024-02-02T23:59:59-01:00,100,EUR", "4,2024-01-31,10,EUR", "5,2024-02-05,7,USD", "6,2024-02-05,7,", "7,2024-02-05,,EUR", "8,2024-02-05,8,XXX")
                .Count("fact_order_line", ("inserted", 8), ("unconverted", 6))
                .Show(Rows, "1 | 10.05 | 5.03 | 115.58", "2 | -10.05 | -5.03 | -115.58", "3 | 100 | 110 | 1150", "4 | 10 | NULL | NULL", "5 | 7 | 7 | 70", "6 | 7 | NULL | NULL", "7 | NULL | NULL | NULL", "8 | 8 | NULL | NULL"),
            // A rate that comes later, or is corrected, counts for rows that are delivered after it.
            new FactStep("2024-03-02").Deliver("rates", "rate_date,from_currency,to_currency,rate", "2024-01-30,EUR,USD,2", "2024-02-01,EUR,USD,0.4").Deliver("orders", Header, "4,2024-01-31,10,EUR", "5,2024-02-05,7,USD")
                .Count("rate_fx_daily", ("inserted", 1), ("updated", 1)).Count("fact_order_line", ("updated", 1), ("unchanged", 1), ("unconverted", 1))
                .Show("SELECT order_id, amount_usd FROM mart.fact_order_line WHERE order_id IN (1, 4) ORDER BY order_id", "1 | 5.03", "4 | 20")),

        new("a reversal takes back what was converted too", Model("append_reversal"),
            Rates,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,2024-02-01,10.05,EUR"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,20,EUR").Count("fact_order_line", ("updated", 1))
                .Show("SELECT SUM(amount) AS a, SUM(amount_usd) AS b FROM mart.fact_order_line", "20 | 10")),
    ];

    private static string Model(string onDuplicate) => $$$"""
        sources:
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
          fx.daily:
            files: {path: "data/rates_*.csv", batch_time: "name:yyyy-MM-dd"}
        facts:
          order_line:
            type: transaction
            source: orders
            grain: [order_id]
            event_time: ordered_at
            dimensions: {}
            degenerate: {order_id: integer}
            measures:
              amount: {type: "decimal(18,2)", currency: currency, convert_to: [USD, NOK], rates: fx.daily}
            on_duplicate: {{{onDuplicate}}}
        """;
}

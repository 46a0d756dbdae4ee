using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Periodic snapshots: a period is replaced as a whole, and members that it is delivered without are filled in.</summary>
internal static class PeriodicCases
{
    private const string Header = "stock_date,sku,shelf,on_hand,price";

    private const string Rows = "SELECT date_key, product_key, shelf, on_hand, price FROM mart.fact_stock ORDER BY date_key, product_key, shelf";

    private const string Filled = "SELECT date_key, product_key, on_hand, price, is_filled FROM mart.fact_stock ORDER BY date_key, product_key";

    private static readonly FactStep Products = new FactStep("2024-01-02").Deliver("products", "sku,name,t", "A,Apple,2024-01-01", "B,Beer,2024-01-01", "C,Cake,2024-01-01");

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("a period is replaced as a whole", Model("day", "none"),
            Products,
            new FactStep("2024-03-01").Deliver("stock", Header, "2024-02-01,A,1,10,5", "2024-02-01,B,1,20,6", "2024-02-02,A,1,11,5")
                .Count("fact_stock", ("read", 3), ("inserted", 3), ("removed", 0)),
            new FactStep("2024-03-02").Deliver("stock", Header, "2024-02-01,A,1,10,5", "2024-02-01,C,1,7,6", "2024-02-03,A,1,9,5", ",A,1,9,5")
                .Count("fact_stock", ("read", 4), ("inserted", 2), ("unchanged", 1), ("removed", 1), ("rejected", 1)).Reject("null-period")
                .Show(Rows, "20240201 | 1 | 1 | 10 | 5", "20240201 | 3 | 1 | 7 | 6", "20240202 | 1 | 1 | 11 | 5", "20240203 | 1 | 1 | 9 | 5"),
            new FactStep("2024-03-03").Deliver("stock", Header).Count("fact_stock", ("read", 0), ("removed", 0)).Show("SELECT COUNT(*) AS n FROM mart.fact_stock", "4")),

        new("a month is replaced by what any of its days brings, and of several days the last stands", Model("month", "none"),
            Products,
            new FactStep("2024-03-01").Deliver("stock", Header, "2024-02-10,A,1,10,5", "2024-02-12,A,1,12,5", "2024-02-10,B,1,1,5", "2024-01-31,A,1,3,5")
                .Count("fact_stock", ("superseded", 1), ("inserted", 3))
                .Show(Rows, "20240131 | 1 | 1 | 3 | 5", "20240210 | 2 | 1 | 1 | 5", "20240212 | 1 | 1 | 12 | 5"),
            new FactStep("2024-03-02").Deliver("stock", Header, "2024-02-29,A,1,12,5")
                .Count("fact_stock", ("updated", 1), ("removed", 1))
                .Show(Rows, "20240131 | 1 | 1 | 3 | 5", "20240229 | 1 | 1 | 12 | 5")),

        new("a week begins on Monday, a quarter and a year with their first day", Model("week", "none"),
            Products,
            new FactStep("2024-03-01").Deliver("stock", Header, "2024-02-04,A,1,1,5", "2024-02-05,A,1,2,5", "2024-02-11,B,1,3,5").Count("fact_stock", ("inserted", 3))
                .Show("SELECT date_key, product_key, _period FROM mart.fact_stock ORDER BY date_key", "20240204 | 1 | 2024-01-29", "20240205 | 1 | 2024-02-05", "20240211 | 2 | 2024-02-05")),

        new("carry_forward fills in what a period is delivered without, and the periods between", Model("day", "carry_forward"),
            Products,
            new FactStep("2024-03-01").Deliver("stock", Header, "2024-02-01,A,1,10,5", "2024-02-01,B,1,20,6").Count("fact_stock", ("inserted", 2), ("filled", 0)),
            new FactStep("2024-03-02").Deliver("stock", Header, "2024-02-03,A,1,9,5", "2024-02-03,C,1,1,5")
                .Count("fact_stock", ("read", 2), ("inserted", 2), ("filled", 3), ("removed", 0))
                .Show(Filled, "20240201 | 1 | 10 | 5 | false", "20240201 | 2 | 20 | 6 | false", "20240202 | 1 | 10 | 5 | true", "20240202 | 2 | 20 | 6 | true",
                    "20240203 | 1 | 9 | 5 | false", "20240203 | 2 | 20 | 6 | true", "20240203 | 3 | 1 | 5 | false"),
            // An older period again: what is filled after it follows, up to the next delivered row of the member.
            new FactStep("2024-03-03").Deliver("stock", Header, "2024-02-01,B,1,25,6")
                .Count("fact_stock", ("updated", 1), ("removed", 1), ("filled", 2), ("inserted", 0))
                .Show(Filled, "20240201 | 2 | 25 | 6 | false", "20240202 | 2 | 25 | 6 | true", "20240203 | 1 | 9 | 5 | false", "20240203 | 2 | 25 | 6 | true", "20240203 | 3 | 1 | 5 | false"),
            // A delivered row that vanishes is filled in, a filled one that is delivered is not filled any more.
            new FactStep("2024-03-04").Deliver("stock", Header, "2024-02-02,B,1,24,6", "2024-02-03,A,1,9,5", "2024-02-03,B,1,22,5")
                .Count("fact_stock", ("unchanged", 1), ("updated", 2), ("inserted", 0), ("removed", 1), ("filled", 0))
                .Show(Filled, "20240201 | 2 | 25 | 6 | false", "20240202 | 2 | 24 | 6 | false", "20240203 | 1 | 9 | 5 | false", "20240203 | 2 | 22 | 5 | false"),
            new FactStep("2024-03-05").Deliver("stock", Header, "2024-02-02,A,1,4,6").Count("fact_stock", ("inserted", 1), ("removed", 1), ("filled", 1))
                .Show(Filled, "20240201 | 2 | 25 | 6 | false", "20240202 | 1 | 4 | 6 | false", "20240202 | 2 | 25 | 6 | true", "20240203 | 1 | 9 | 5 | false", "20240203 | 2 | 22 | 5 | false"),
            // The same again changes nothing.
            new FactStep("2024-03-06").Deliver("stock", Header, "2024-02-02,A,1,4,6").Count("fact_stock", ("unchanged", 1), ("filled", 0), ("removed", 0)),
            // The first period of all, delivered last.
            new FactStep("2024-03-07").Deliver("stock", Header, "2024-01-31,C,1,3,6").Count("fact_stock", ("inserted", 1), ("filled", 3))
                .Show(Filled, "20240131 | 3 | 3 | 6 | false", "20240201 | 2 | 25 | 6 | false", "20240201 | 3 | 3 | 6 | true", "20240202 | 1 | 4 | 6 | false", "20240202 | 2 | 25 | 6 | true",
                    "20240202 | 3 | 3 | 6 | true", "20240203 | 1 | 9 | 5 | false", "20240203 | 2 | 22 | 5 | false", "20240203 | 3 | 3 | 6 | true")),

        new("zero fills in nothing where there is nothing, and no price", Model("month", "zero"),
            Products,
            new FactStep("2024-03-01").Deliver("stock", Header, "2024-01-31,A,1,10,5", "2024-01-31,B,1,20,6"),
            new FactStep("2024-03-02").Deliver("stock", Header, "2024-03-30,A,1,9,5").Count("fact_stock", ("inserted", 1), ("filled", 3))
                .Show(Filled, "20240131 | 1 | 10 | 5 | false", "20240131 | 2 | 20 | 6 | false", "20240229 | 1 | 0 | NULL | true", "20240229 | 2 | 0 | NULL | true", "20240330 | 1 | 9 | 5 | false", "20240330 | 2 | 0 | NULL | true")),

        new("a row that is filled in refers to the version that holds in its own period", Model("day", "carry_forward"),
            Products,
            new FactStep("2024-01-15").Deliver("products", "sku,name,t", "B,Bitter,2024-02-02"),
            new FactStep("2024-03-01").Deliver("stock", Header, "2024-02-01,A,1,10,5", "2024-02-01,B,1,20,6", "2024-02-02,A,1,10,5").Count("fact_stock", ("filled", 1))
                .Show(Filled, "20240201 | 1 | 10 | 5 | false", "20240201 | 2 | 20 | 6 | false", "20240202 | 1 | 10 | 5 | false", "20240202 | 4 | 20 | 6 | true"),
            new FactStep("2024-03-02").Deliver("stock", Header, "2024-02-03,A,1,10,5").Count("fact_stock", ("filled", 1))
                .Show("SELECT date_key, product_key, is_filled FROM mart.fact_stock WHERE date_key > 20240202 ORDER BY product_key", "20240203 | 1 | false", "20240203 | 4 | true"),
            // When history changes, rows that are filled in follow as others do.
            new FactStep("2024-03-03").Deliver("products", "sku,name,t", "B,Brown ale,2024-02-03").Count("dim_product", ("rekeyed_facts", 1))
                .Show("SELECT date_key, product_key, is_filled FROM mart.fact_stock WHERE date_key > 20240202 ORDER BY product_key", "20240203 | 1 | false", "20240203 | 5 | true")),
    ];

    private static string Model(string period, string fill) => $$$"""
        sources:
          products:
            files: {path: "data/products_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
          stock:
            files: {path: "data/stock_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {shelf: integer}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-04-30]}
          product:
            source: products
            key: {sku: string}
            attributes: {name: {type: string, scd: 2}}
        facts:
          stock:
            type: periodic_snapshot
            period: {{{period}}}
            source: stock
            grain: [date, product, shelf]
            fill: {{{fill}}}
            dimensions: {date: {key: [stock_date]}, product: {key: [sku]}}
            degenerate: {shelf: integer}
            measures:
              on_hand: {type: integer, unit: each, additive: {except: [date], use: last}}
              price: {type: "decimal(18,2)", additive: none}
        """;
}

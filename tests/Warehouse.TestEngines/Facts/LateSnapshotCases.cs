using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Snapshots whose members come after them, with the combination that a member had at each row's own event.</summary>
internal static class LateSnapshotCases
{
    private const string Stock = "stock_date,sku,shop,on_hand";

    private const string Orders = "order_id,shop,amount,ordered_at,shipped_at,seq";

    private const string Levels = "SELECT f.date_key, f.sku, f.shop_key, p.grade, f.on_hand, f.is_filled FROM mart.fact_stock f JOIN mart.dim_profile p ON p.profile_key = f.profile_key ORDER BY f.date_key, f.sku";

    private const string Processes = "SELECT f.order_id, f.shop_key, p.grade, f.amount, f.ordered, f.shipped FROM mart.fact_fulfilment f JOIN mart.dim_profile p ON p.profile_key = f.profile_key ORDER BY f.order_id";

    /// <summary>North until 2 February, then South; of grade g until 3 February, then of grade h.</summary>
    private static readonly string[] Shop = ["shop,region,grade,t", "s,N,g,2024-01-01", "s,S,g,2024-02-02", "s,S,h,2024-02-03"];

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("what is filled in waits for a member as the row that it repeats does, and gets what the member was in its own period", Model("unknown"),
            new FactStep("2024-03-01").Deliver("stock", Stock, "2024-02-01,A,s,10", "2024-02-03,B,,5")
                .Count("fact_stock", ("inserted", 2), ("filled", 2), ("inferred", 0))
                .Show(Levels, "20240201 | A | -1 | NULL | 10 | false", "20240202 | A | -1 | NULL | 10 | true", "20240203 | A | -1 | NULL | 10 | true", "20240203 | B | -1 | NULL | 5 | false")
                .Show("SELECT sku, _late_shop__1 FROM mart.fact_stock ORDER BY date_key, sku", "A | s", "A | s", "A | s", "B | NULL"),
            new FactStep("2024-03-02").Deliver("shops", Shop).Count("dim_shop", ("resolved", 3))
                .Show(Levels, "20240201 | A | 1 | g | 10 | false", "20240202 | A | 2 | g | 10 | true", "20240203 | A | 2 | h | 10 | true", "20240203 | B | -1 | NULL | 5 | false")
                .Show("SELECT COUNT(_late_shop__1) AS n FROM mart.fact_stock", "0"),
            // What is filled in anew asks for each period's version and combination again.
            new FactStep("2024-03-03").Deliver("stock", Stock, "2024-02-01,A,s,11").Count("fact_stock", ("updated", 1), ("filled", 2))
                .Show(Levels, "20240201 | A | 1 | g | 11 | false", "20240202 | A | 2 | g | 11 | true", "20240203 | A | 2 | h | 11 | true", "20240203 | B | -1 | NULL | 5 | false"),
            new FactStep("2024-03-04").Deliver("stock", Stock, "2024-02-01,A,r,11")
                .Show("SELECT shop_key, profile_key, _late_shop__1 FROM mart.fact_stock WHERE sku = 'A'", "-1 | -1 | r", "-1 | -1 | r", "-1 | -1 | r")),

        new("a process that waits for its member gets what the member was at its first milestone, whenever that comes", Model("unknown"),
            new FactStep("2024-03-01").Deliver("orders", Orders, "1,s,10,,2024-02-04,2", "2,s,20,2024-02-02,,1").Count("fact_fulfilment", ("inserted", 2))
                .Show(Processes, "1 | -1 | NULL | 10 | NULL | 2024-02-04 00:00:00", "2 | -1 | NULL | 20 | 2024-02-02 00:00:00 | NULL"),
            new FactStep("2024-03-02").Deliver("shops", Shop).Count("dim_shop", ("resolved", 2))
                .Show(Processes, "1 | 2 | h | 10 | NULL | 2024-02-04 00:00:00", "2 | 2 | g | 20 | 2024-02-02 00:00:00 | NULL"),
            new FactStep("2024-03-03").Deliver("orders", Orders, "1,s,10,2024-02-01,,1", "2,s,20,2024-02-03,,3").Count("fact_fulfilment", ("updated", 2))
                .Show(Processes, "1 | 1 | g | 10 | 2024-02-01 00:00:00 | 2024-02-04 00:00:00", "2 | 2 | h | 20 | 2024-02-03 00:00:00 | NULL"),
            // A later row names a member that has not come; an older one that has takes nothing back.
            new FactStep("2024-03-04").Deliver("orders", Orders, "1,r,10,,,5").Count("fact_fulfilment", ("updated", 1))
                .Show("SELECT shop_key, profile_key, _late_shop__1 FROM mart.fact_fulfilment WHERE order_id = 1", "-1 | -1 | r"),
            new FactStep("2024-03-05").Deliver("orders", Orders, "1,s,10,2024-02-02,,4").Count("fact_fulfilment", ("updated", 1))
                .Show("SELECT shop_key, profile_key, _late_shop__1, ordered FROM mart.fact_fulfilment WHERE order_id = 1", "-1 | -1 | r | 2024-02-02 00:00:00")),

        new("rows of a process that are held tell it together when their member comes", Model("hold"),
            new FactStep("2024-03-01").Deliver("orders", Orders, "1,s,10,2024-02-01,,1", "2,,20,2024-02-02,,1").Count("fact_fulfilment", ("read", 2), ("held", 1), ("inserted", 1))
                .Show(Processes, "2 | -1 | NULL | 20 | 2024-02-02 00:00:00 | NULL"),
            new FactStep("2024-03-02").Deliver("orders", Orders, "1,s,12,,2024-02-04,2", "3,s,7,,2024-02-04,1").Count("fact_fulfilment", ("read", 2), ("held", 2), ("inserted", 0))
                .Show("SELECT order_id, _order_by_1 FROM mart.fulfilment__held ORDER BY order_id, _order_by_1", "1 | 1", "1 | 2", "3 | 1"),
            new FactStep("2024-03-03").Deliver("shops", Shop).Count("dim_shop", ("resolved", 3))
                .Show(Processes, "1 | 1 | g | 12 | 2024-02-01 00:00:00 | 2024-02-04 00:00:00", "2 | -1 | NULL | 20 | 2024-02-02 00:00:00 | NULL", "3 | 2 | h | 7 | NULL | 2024-02-04 00:00:00")
                .Show("SELECT COUNT(*) AS n FROM mart.fulfilment__held", "0"),
            new FactStep("2024-03-04").Deliver("orders", Orders, "1,s,11,2024-02-03,,1").Count("fact_fulfilment", ("updated", 1))
                .Show("SELECT shop_key, amount, ordered FROM mart.fact_fulfilment WHERE order_id = 1", "2 | 12 | 2024-02-03 00:00:00")),
    ];

    private static string Model(string late) => $$$"""
        sources:
          shops:
            files: {path: "data/shops_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
          stock:
            files: {path: "data/stock_*.csv", batch_time: "name:yyyy-MM-dd"}
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            order_by: [seq]
            columns: {seq: integer, order_id: integer}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-04-30]}
          shop:
            source: shops
            key: {shop: string}
            attributes: {region: {type: string, scd: 2}}
            mini_dimensions: {profile: {scd: 4, attributes: {grade: string} } }
        facts:
          stock:
            type: periodic_snapshot
            period: day
            source: stock
            grain: [date, sku]
            fill: carry_forward
            dimensions:
              date: {key: [stock_date]}
              shop: {key: [shop], late: unknown}
              profile: {via: shop}
            degenerate: {sku: string}
            measures: {on_hand: {type: integer, unit: each, additive: {except: [date], use: last} } }
          fulfilment:
            type: accumulating_snapshot
            source: orders
            grain: [order_id]
            dimensions:
              shop: {key: [shop], late: {{{late}}}}
              profile: {via: shop}
            measures: {amount: {type: integer, unit: EUR}}
            milestones: {ordered: ordered_at, shipped: shipped_at}
        """;
}

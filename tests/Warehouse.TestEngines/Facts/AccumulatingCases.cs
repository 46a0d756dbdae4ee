using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Accumulating snapshots: one row a process, whose milestones come in any order and are corrected.</summary>
internal static class AccumulatingCases
{
    private const string Header = "order_id,customer,amount,ordered_at,picked_at,shipped_at,seq,op";

    private const string Steps = "SELECT order_id, ordered, picked, shipped, days_to_ship, hours_to_pick FROM mart.fact_fulfilment ORDER BY order_id";

    private const string WorkingDays = "SELECT order_id, working_days_to_ship FROM mart.fact_fulfilment ORDER BY order_id";

    private const string Rest = "SELECT order_id, customer_key, ship_date_key, amount FROM mart.fact_fulfilment ORDER BY order_id";

    private static readonly FactStep Customers = new FactStep("2024-01-02").Deliver("customers", "customer,country,t", "a,NO,2024-01-01", "a,SE,2024-02-03", "b,NO,2024-01-01");

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("milestones are filled as they arrive, NULL is not yet, and lags are in their units", Model(),
            Customers,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,a,10,2024-02-01 22:30,,,,U").Count("fact_fulfilment", ("inserted", 1), ("out_of_order", 0))
                .Show(Steps, "1 | 2024-02-01 22:30:00 | NULL | NULL | NULL | NULL").Show(Rest, "1 | 1 | -3 | 10"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,a,10,2024-02-01 22:30,2024-02-02 00:29:59,2024-02-04 01:00,,U").Count("fact_fulfilment", ("updated", 1))
                .Show(Steps, "1 | 2024-02-01 22:30:00 | 2024-02-02 00:29:59 | 2024-02-04 01:00:00 | 3 | 1").Show(Rest, "1 | 1 | 20240204 | 10"),
            // NULL takes no milestone back; a later arrival corrects one.
            new FactStep("2024-03-03").Deliver("orders", Header, "1,a,12,2024-02-01 22:30,2024-02-02 01:30,,,U").Count("fact_fulfilment", ("updated", 1))
                .Show(Steps, "1 | 2024-02-01 22:30:00 | 2024-02-02 01:30:00 | 2024-02-04 01:00:00 | 3 | 3").Show(Rest, "1 | 1 | 20240204 | 12"),
            new FactStep("2024-03-04").Deliver("orders", Header, "1,a,12,2024-02-01 22:30,2024-02-02 01:30,,,U").Count("fact_fulfilment", ("unchanged", 1))),

        new("a milestone out of order is counted and kept, and its lag is negative", Model(),
            Customers,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,a,10,2024-02-05 12:00,2024-02-05 09:01,2024-02-01 00:00,,U", "2,a,10,2024-02-05,2024-02-06,,,U").Count("fact_fulfilment", ("inserted", 2), ("out_of_order", 1))
                .Show(Steps, "1 | 2024-02-05 12:00:00 | 2024-02-05 09:01:00 | 2024-02-01 00:00:00 | -4 | -2", "2 | 2024-02-05 00:00:00 | 2024-02-06 00:00:00 | NULL | NULL | 24")),

        new("working days are those of the calendar, and a day outside of it has none", Model(),
            Customers,
            // Friday to Monday, Saturday to Sunday, Monday to the Friday before, and to a day that the calendar does not have.
            new FactStep("2024-03-01").Deliver("orders", Header, "1,a,1,2024-02-02 23:00,,2024-02-05 01:00,,U", "2,a,1,2024-02-03,,2024-02-04,,U", "3,a,1,2024-02-05,,2024-02-02,,U", "4,a,1,2024-02-05,,2024-02-12,,U", "5,a,1,2023-12-29,,2024-01-02,,U", "6,a,1,2024-02-02,,,,U")
                .Show(WorkingDays, "1 | 1", "2 | 0", "3 | -1", "4 | 5", "5 | NULL", "6 | NULL")),

        new("each milestone is what the last row in order told of it, in whatever order rows come", Model("order_by: [seq]", "null_means: unchanged"),
            Customers,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,,,,,2024-02-04,3,U").Count("fact_fulfilment", ("inserted", 1))
                .Show(Steps, "1 | NULL | NULL | 2024-02-04 00:00:00 | NULL | NULL").Show(Rest, "1 | -1 | 20240204 | NULL"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,a,10,2024-02-01,,,1,U").Count("fact_fulfilment", ("updated", 1))
                .Show(Steps, "1 | 2024-02-01 00:00:00 | NULL | 2024-02-04 00:00:00 | 3 | NULL")
                // The process began before the customer moved.
                .Show(Rest, "1 | 1 | 20240204 | 10"),
            // Three rows of one batch tell the process together; of a milestone the last counts, also of one that was overtaken.
            new FactStep("2024-03-03").Deliver("orders", Header, "1,,11,,2024-02-02,,6,U", "1,,12,,2024-02-03,,5,U", "1,,,,,2024-02-03,2,U", "1,,,,,2024-02-03,2,U", "2,b,7,2024-02-01,,,2,U", "2,,,2024-02-02,,,1,U")
                .Count("fact_fulfilment", ("read", 6), ("updated", 1), ("inserted", 1), ("superseded", 4))
                .Show(Steps, "1 | 2024-02-01 00:00:00 | 2024-02-02 00:00:00 | 2024-02-04 00:00:00 | 3 | 24", "2 | 2024-02-01 00:00:00 | NULL | NULL | NULL | NULL")
                .Show(Rest, "1 | 1 | 20240204 | 11", "2 | 3 | -3 | 7"),
            // Older than the last row of the process, and newer than what told the milestone: it corrects the milestone alone.
            new FactStep("2024-03-04").Deliver("orders", Header, "1,,99,,,2024-02-05,4,U").Count("fact_fulfilment", ("updated", 1))
                .Show(Steps, "1 | 2024-02-01 00:00:00 | 2024-02-02 00:00:00 | 2024-02-05 00:00:00 | 4 | 24", "2 | 2024-02-01 00:00:00 | NULL | NULL | NULL | NULL").Show(Rest, "1 | 1 | 20240205 | 11", "2 | 3 | -3 | 7"),
            new FactStep("2024-03-05").Deliver("orders", Header, "1,,98,,,2024-02-04,3,U").Count("fact_fulfilment", ("unchanged", 1))),

        new("a version is that of the process's first milestone, when that comes too", Model("order_by: [seq]"),
            Customers,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,a,10,,,2024-02-04,3,U").Show("SELECT customer_key FROM mart.fact_fulfilment", "2"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,a,10,2024-02-01,,,4,U").Show("SELECT customer_key FROM mart.fact_fulfilment", "1")),

        new("a process that has not begun refers to its member's first version, also when that becomes another", Model(),
            Customers,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,a,10,,,,,U").Show(Rest, "1 | 1 | -3 | 10"),
            new FactStep("2024-03-02").Deliver("customers", "customer,country,t", "a,DK,2023-06-01").Count("dim_customer", ("rekeyed_facts", 1)).Show(Rest, "1 | 4 | -3 | 10")),

        new("a process that its source deletes is gone, with what older rows tell of it", Model("order_by: [seq]", "delete_when: \"op = 'D'\""),
            Customers,
            new FactStep("2024-03-01").Deliver("orders", Header, "1,a,10,2024-02-01,,,1,U", "2,a,10,2024-02-01,,2024-02-09,1,U"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,,,,,,5,D", "2,,,,,,5,D", "2,a,1,2024-02-02,,,6,U").Count("fact_fulfilment", ("read", 3), ("deleted", 1), ("updated", 1), ("superseded", 1))
                .Show(Steps, "2 | 2024-02-02 00:00:00 | NULL | NULL | NULL | NULL"),
            new FactStep("2024-03-03").Deliver("orders", Header, "1,a,10,,2024-02-01,,3,U", "1,a,10,2024-02-03,,,7,U").Count("fact_fulfilment", ("inserted", 1), ("superseded", 1))
                .Show(Steps, "1 | 2024-02-03 00:00:00 | NULL | NULL | NULL | NULL", "2 | 2024-02-02 00:00:00 | NULL | NULL | NULL | NULL"),
            new FactStep("2024-03-04").Deliver("orders", Header, "1,,,,,,6,D").Count("fact_fulfilment", ("superseded", 1), ("deleted", 0)).Show("SELECT COUNT(*) AS n FROM mart.fact_fulfilment", "2")),
    ];

    private static string Model(params ReadOnlySpan<string> source) => $$$"""
        sources:
          customers:
            files: {path: "data/customers_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            {{{string.Join("\n    ", source.ToArray())}}}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-04-30]}
          customer:
            source: customers
            key: {customer: string}
            attributes: {country: {type: string, scd: 2}}
        facts:
          fulfilment:
            type: accumulating_snapshot
            source: orders
            grain: [order_id]
            dimensions:
              customer: {key: [customer]}
              ship_date: {dim: date, key: [shipped_at], missing: not_yet}
            measures: {amount: {type: integer, unit: EUR}}
            milestones: {ordered: ordered_at, picked: picked_at, shipped: shipped_at}
            lags:
              days_to_ship: [ordered, shipped]
              hours_to_pick: {from: ordered, to: picked}
              working_days_to_ship: [ordered, shipped]
        """;
}

using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>When facts happen: how late they may come, and on which day of the calendar they fall.</summary>
internal static class TimeCases
{
    private const string Header = "order_id,ordered_at,due_on,amount";

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("a fact that comes later than late_facts accepts is rejected, and one at the limit is not", Model("{accept: 30d, beyond: reject}"),
            new FactStep("2024-03-31").Deliver("orders", Header, "1,2024-03-01 00:00:00,2024-03-01,1", "2,2024-02-29 23:59:59.999999,2024-03-01,2", "3,2024-03-30,2024-03-01,3")
                .Count("fact_order_line", ("read", 3), ("inserted", 2), ("rejected", 1), ("late", 0)).Reject("too-late")
                .Show("SELECT order_id FROM mart.fact_order_line ORDER BY order_id", "1", "3")),

        new("a fact that comes later than late_facts accepts is taken and counted as late", Model("{accept: 30d, beyond: accept}"),
            new FactStep("2024-03-31").Deliver("orders", Header, "1,2024-03-01 00:00:00,2024-03-01,1", "2,2024-02-29 23:59:59.999999,2024-03-01,2", "3,2024-03-30,2024-03-01,3")
                .Count("fact_order_line", ("inserted", 3), ("rejected", 0), ("late", 1)),
            new FactStep("2024-04-01").Deliver("orders", Header, "2,2024-02-29 23:59:59.999999,2024-03-01,2", "3,2024-03-30,2024-03-01,3").Count("fact_order_line", ("unchanged", 2), ("late", 0))),

        new("a timestamp falls on its day in UTC, a date on itself", Model("{accept: 3650d}"),
            new FactStep("2024-03-31").Deliver("orders", Header,
                    "1,2024-03-01T23:30:00-05:00,2024-03-01,1", "2,2024-03-02T00:30:00+02:00,2024-03-01,1", "3,2024-03-02T23:59:59.999999Z,2024-03-01,1", "4,2024-03-02 00:00:00,2024-03-03,1")
                .Show("SELECT order_id, order_date_key, due_date_key, _event_at FROM mart.fact_order_line ORDER BY order_id",
                    "1 | 20240302 | 20240301 | 2024-03-02 04:30:00", "2 | 20240301 | 20240301 | 2024-03-01 22:30:00", "3 | 20240302 | 20240301 | 2024-03-02 23:59:59.999999", "4 | 20240302 | 20240303 | 2024-03-02 00:00:00")),
    ];

    private static string Model(string lateFacts) => $$$"""
        sources:
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {due_on: date}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-04-30]}
        facts:
          order_line:
            type: transaction
            source: orders
            grain: [order_id]
            event_time: ordered_at
            dimensions:
              order_date: {dim: date, key: [ordered_at]}
              due_date: {dim: date, key: [due_on]}
            degenerate: {order_id: integer}
            measures: {amount: {type: integer, unit: each}}
            late_facts: {{{lateFacts}}}
        """;
}

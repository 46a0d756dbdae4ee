using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Amounts of a header, spread over its lines: they sum to it exactly.</summary>
internal static class AllocationCases
{
    private const string Header = "order_id,line_no,amount,freight,seq,op";

    private const string Plain = "order_id,line_no,amount,freight";

    private const string Rows = "SELECT order_id, line_no, freight FROM mart.fact_order_line ORDER BY order_id, line_no";

    private const string Sums = "SELECT order_id, SUM(freight) AS freight FROM mart.fact_order_line GROUP BY order_id ORDER BY order_id";

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("lines sum to their header, by largest remainder, and in the order of the lines where they tie", Model(),
            new FactStep("2024-03-01").Deliver("orders", Plain,
                    // Three alike; a negative amount; one weight of two thirds; no weights at all; weights below zero; no amount; nothing to spread.
                    "1,1,5,10.00", "1,2,5,10.00", "1,3,5,10.00", "2,1,5,-10.00", "2,2,5,-10.00", "2,3,5,-10.00", "3,1,1,1.00", "3,2,2,1.00", "4,1,0,0.05", "4,2,,0.05", "5,1,-5,7", "5,2,1,7",
                    "6,1,1,", "6,2,1,", "7,1,1,0", "8,1,0.01,99999999999999.99", "8,2,99999999999.99,99999999999999.99", "8,3,0.02,99999999999999.99")
                .Count("fact_order_line", ("read", 18), ("inserted", 18))
                .Show(Sums, "1 | 10", "2 | -10", "3 | 1", "4 | 0.05", "5 | 7", "6 | NULL", "7 | 0", "8 | 99999999999999.99")
                .Show(Rows, "1 | 1 | 3.34", "1 | 2 | 3.33", "1 | 3 | 3.33", "2 | 1 | -3.34", "2 | 2 | -3.33", "2 | 3 | -3.33", "3 | 1 | 0.33", "3 | 2 | 0.67", "4 | 1 | 0.03", "4 | 2 | 0.02", "5 | 1 | 0", "5 | 2 | 7",
                    "6 | 1 | NULL", "6 | 2 | NULL", "7 | 1 | 0", "8 | 1 | 10", "8 | 2 | 99999999999969.99", "8 | 3 | 20"),
            new FactStep("2024-03-02").Deliver("orders", Plain, "1,1,5,10.00", "1,2,5,10.00", "1,3,5,10.00", "3,1,1,1.00").Count("fact_order_line", ("unchanged", 4), ("updated", 0))),

        new("a header is spread again when one of its lines comes, changes or goes", Model("delete_when: \"op = 'D'\""),
            new FactStep("2024-03-01").Deliver("orders", Header, "1,1,1,9,1,U", "1,2,2,9,1,U", "2,1,1,4,1,U").Show(Rows, "1 | 1 | 3", "1 | 2 | 6", "2 | 1 | 4"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,3,6,9,1,U").Count("fact_order_line", ("read", 1), ("inserted", 1)).Show(Rows, "1 | 1 | 1", "1 | 2 | 2", "1 | 3 | 6", "2 | 1 | 4"),
            new FactStep("2024-03-03").Deliver("orders", Header, "1,2,5,12,1,U").Count("fact_order_line", ("read", 1), ("updated", 1)).Show(Rows, "1 | 1 | 1", "1 | 2 | 5", "1 | 3 | 6", "2 | 1 | 4"),
            new FactStep("2024-03-04").Deliver("orders", Header, "1,3,,,1,D", "2,1,1,5,1,U").Count("fact_order_line", ("deleted", 1), ("updated", 1)).Show(Rows, "1 | 1 | 2", "1 | 2 | 10", "2 | 1 | 5")),

        new("of lines that tell different amounts of their header the last in order counts", Model("order_by: [seq]"),
            new FactStep("2024-03-01").Deliver("orders", Header, "1,1,1,9,1,U", "1,2,2,12,2,U").Show(Rows, "1 | 1 | 4", "1 | 2 | 8"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2,1,7,1,U").Count("fact_order_line", ("superseded", 1)).Show(Rows, "1 | 1 | 4", "1 | 2 | 8")),
    ];

    private static string Model(params ReadOnlySpan<string> source) => $$$"""
        sources:
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            {{{string.Join("\n    ", source.ToArray())}}}
        facts:
          order_line:
            type: transaction
            source: orders
            grain: [order_id, line_no]
            dimensions: {}
            degenerate: {order_id: integer, line_no: integer}
            measures:
              amount: {type: "decimal(18,2)", unit: EUR}
              freight: {type: "decimal(18,2)", unit: EUR, allocate: {by: amount, over: [order_id]}}
        """;
}

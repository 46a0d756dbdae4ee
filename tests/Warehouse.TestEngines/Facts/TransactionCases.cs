using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Transaction facts: what a row of a grain that the fact already holds does, in whatever order rows come.</summary>
internal static class TransactionCases
{
    private const string Rows = "SELECT order_id, customer_key, amount, price FROM mart.fact_order_line ORDER BY order_id";

    private const string Reversible = "SELECT order_id, _statement, is_reversal, customer_key, amount, price FROM mart.fact_order_line ORDER BY order_id, _statement, is_reversal";

    private const string Totals = "SELECT order_id, SUM(amount) AS amount FROM mart.fact_order_line GROUP BY order_id ORDER BY order_id";

    private const string Header = "order_id,ordered_at,customer,amount,price";

    private const string Ordered = "order_id,ordered_at,customer,amount,price,seq,op";

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("update corrects the row of the grain", Model("update"),
            new FactStep("2024-03-01").Deliver("orders", Header, "1,2024-02-01,a,10.00,1", "2,2024-02-01,b,20.00,1").Show(Rows, "1 | 1 | 10 | 1", "2 | 2 | 20 | 1"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,b,12.50,2", "2,2024-02-01,b,20.00,1", "3,2024-02-01,a,,1")
                .Count("fact_order_line", ("read", 3), ("updated", 1), ("unchanged", 1), ("inserted", 1))
                .Show(Rows, "1 | 2 | 12.5 | 2", "2 | 2 | 20 | 1", "3 | 1 | NULL | 1")),

        new("ignore lets the first row of a grain stand", Model("ignore"),
            new FactStep("2024-03-01").Deliver("orders", Header, "1,2024-02-01,a,10.00,1"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,b,12.50,2", "2,2024-02-01,b,5,1")
                .Count("fact_order_line", ("read", 2), ("ignored", 1), ("unchanged", 0), ("inserted", 1))
                .Show(Rows, "1 | 1 | 10 | 1", "2 | 2 | 5 | 1")),

        new("reject turns away another row of a grain and takes the same again", Model("reject"),
            new FactStep("2024-03-01").Deliver("orders", Header, "1,2024-02-01,a,10.00,1", "2,2024-02-01,a,7,1"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,b,12.50,2", "2,2024-02-01,a,7,1")
                .Count("fact_order_line", ("read", 2), ("rejected", 1), ("unchanged", 1))
                .Reject("duplicate-grain")
                .Show(Rows, "1 | 1 | 10 | 1", "2 | 1 | 7 | 1")),

        new("append_reversal takes the old row back under its own keys and appends the new one", Model("append_reversal"),
            new FactStep("2024-03-01").Deliver("orders", Header, "1,2024-02-01,a,10.00,1", "2,2024-02-01,b,20.00,1")
                .Show(Reversible, "1 | 1 | false | 1 | 10 | 1", "2 | 1 | false | 2 | 20 | 1"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,b,12.50,2", "2,2024-02-01,b,20.00,1")
                .Count("fact_order_line", ("read", 2), ("updated", 1), ("unchanged", 1), ("inserted", 0))
                .Show(Reversible, "1 | 1 | false | 1 | 10 | 1", "1 | 1 | true | 1 | -10 | 1", "1 | 2 | false | 2 | 12.5 | 2", "2 | 1 | false | 2 | 20 | 1")
                .Show(Totals, "1 | 12.5", "2 | 20"),
            new FactStep("2024-03-03").Deliver("orders", Header, "1,2024-02-01,b,12.50,2").Count("fact_order_line", ("unchanged", 1)).Show("SELECT COUNT(*) AS n FROM mart.fact_order_line", "4"),
            new FactStep("2024-03-04").Deliver("orders", Header, "1,2024-02-01,a,10.00,1").Count("fact_order_line", ("updated", 1))
                .Show("SELECT COUNT(*) AS n FROM mart.fact_order_line", "6").Show(Totals, "1 | 10", "2 | 20")),

        new("an older row that arrives later corrects nothing", Model("update", "order_by: [seq]"),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-01,a,10,1,5,U").Show(Rows, "1 | 1 | 10 | 1"),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,2024-02-01,a,9,1,4,U", "2,2024-02-01,a,1,1,,U").Count("fact_order_line", ("superseded", 1), ("inserted", 1)).Show(Rows, "1 | 1 | 10 | 1", "2 | 1 | 1 | 1"),
            // The same again, but newer: what comes between the two is overtaken.
            new FactStep("2024-03-03").Deliver("orders", Ordered, "1,2024-02-01,a,10,1,8,U", "2,2024-02-01,a,2,1,1,U").Count("fact_order_line", ("unchanged", 1), ("updated", 1)).Show(Rows, "1 | 1 | 10 | 1", "2 | 1 | 2 | 1"),
            new FactStep("2024-03-04").Deliver("orders", Ordered, "1,2024-02-01,a,7,1,7,U", "2,2024-02-01,a,3,1,,U").Count("fact_order_line", ("superseded", 2)).Show(Rows, "1 | 1 | 10 | 1", "2 | 1 | 2 | 1"),
            // Of one place in the order the later arrival counts.
            new FactStep("2024-03-05").Deliver("orders", Ordered, "1,2024-02-01,a,11,1,8,U", "1,2024-02-01,a,6,1,6,U").Count("fact_order_line", ("updated", 1), ("superseded", 1)).Show(Rows, "1 | 1 | 11 | 1", "2 | 1 | 2 | 1")),

        new("a delete of the source removes the row, and an older row does not bring it back", Model("update", "order_by: [seq]", "delete_when: \"op = 'D'\""),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-01,a,10,1,1,U", "2,2024-02-01,a,5,1,1,U"),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,,,,,3,D", "3,,,,,3,D")
                .Count("fact_order_line", ("read", 2), ("deleted", 1), ("unchanged", 1)).Show(Rows, "2 | 1 | 5 | 1"),
            new FactStep("2024-03-03").Deliver("orders", Ordered, "1,2024-02-01,a,9,1,2,U", "3,2024-02-01,a,9,1,2,U")
                .Count("fact_order_line", ("superseded", 2), ("inserted", 0)).Show(Rows, "2 | 1 | 5 | 1"),
            new FactStep("2024-03-04").Deliver("orders", Ordered, "1,2024-02-01,a,8,1,4,U").Count("fact_order_line", ("inserted", 1)).Show(Rows, "1 | 1 | 8 | 1", "2 | 1 | 5 | 1")
                .Show("SELECT order_id, _order_by_1 FROM mart.order_line__deletes ORDER BY order_id", "3 | 3")),

        new("an older delete that arrives later does not let in what a newer one has overtaken", Model("update", "order_by: [seq]", "delete_when: \"op = 'D'\""),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,,,,,5,D").Count("fact_order_line", ("unchanged", 1)),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,,,,,3,D").Count("fact_order_line", ("superseded", 1)),
            new FactStep("2024-03-03").Deliver("orders", Ordered, "1,2024-02-01,a,9,1,4,U").Count("fact_order_line", ("superseded", 1), ("inserted", 0)).Show(Rows)
                .Show("SELECT order_id, _order_by_1 FROM mart.order_line__deletes", "1 | 5"),
            new FactStep("2024-03-04").Deliver("orders", Ordered, "1,2024-02-01,a,8,1,6,U").Count("fact_order_line", ("inserted", 1)).Show(Rows, "1 | 1 | 8 | 1")),

        new("a delete without an order removes the row that is there", Model("update", "delete_when: \"op = 'D'\""),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-01,a,10,1,1,U", "2,2024-02-01,a,5,1,1,U"),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,,,,,3,D", "9,,,,,3,D").Count("fact_order_line", ("deleted", 1), ("unchanged", 1)).Show(Rows, "2 | 1 | 5 | 1")
                .Show("SELECT COUNT(*) AS n FROM mart.dim_customer WHERE customer_key > 0", "1")),

        new("a delete is a reversal alone where corrections are appended", Model("append_reversal", "order_by: [seq]", "delete_when: \"op = 'D'\""),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-01,a,10,1,1,U"),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,,,,,3,D").Count("fact_order_line", ("deleted", 1))
                .Show(Reversible, "1 | 1 | false | 1 | 10 | 1", "1 | 1 | true | 1 | -10 | 1").Show(Totals, "1 | 0"),
            new FactStep("2024-03-03").Deliver("orders", Ordered, "1,2024-02-01,a,9,1,2,U").Count("fact_order_line", ("superseded", 1)).Show(Totals, "1 | 0"),
            new FactStep("2024-03-04").Deliver("orders", Ordered, "1,,,,,3,D").Count("fact_order_line", ("unchanged", 1)).Show(Totals, "1 | 0"),
            new FactStep("2024-03-05").Deliver("orders", Ordered, "1,2024-02-01,b,8,1,4,U").Count("fact_order_line", ("inserted", 1))
                .Show(Reversible, "1 | 1 | false | 1 | 10 | 1", "1 | 1 | true | 1 | -10 | 1", "1 | 2 | false | 2 | 8 | 1").Show(Totals, "1 | 8"),
            new FactStep("2024-03-06").Deliver("orders", Ordered, "1,2024-02-01,b,8,1,6,U").Count("fact_order_line", ("unchanged", 1)),
            new FactStep("2024-03-07").Deliver("orders", Ordered, "1,2024-02-01,b,7,1,5,U").Count("fact_order_line", ("superseded", 1)).Show(Totals, "1 | 8")),

        new("effective_at orders rows before order_by does", Model("update", "order_by: [seq]", "effective_at: ordered_at"),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-05,a,10,1,1,U"),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,2024-02-04,a,9,1,2,U").Count("fact_order_line", ("superseded", 1)).Show(Rows, "1 | 1 | 10 | 1"),
            new FactStep("2024-03-03").Deliver("orders", Ordered, "1,2024-02-05,a,11,1,2,U").Count("fact_order_line", ("updated", 1)).Show(Rows, "1 | 1 | 11 | 1")),

        new("NULL leaves what is known where null_means is unchanged", Model("update", "null_means: unchanged"),
            new FactStep("2024-03-01").Deliver("orders", Header, "1,2024-02-01,a,10,1"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,,,2").Count("fact_order_line", ("updated", 1)).Show(Rows, "1 | 1 | 10 | 2"),
            new FactStep("2024-03-03").Deliver("orders", Header, "1,2024-02-01,,,").Count("fact_order_line", ("unchanged", 1))),

        new("partial rows of one batch complete each other, in whatever order they are", Model("update", "null_means: unchanged", "order_by: [seq]", "delete_when: \"op = 'D'\""),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-01,,,2,2,U", "1,2024-02-01,a,10,,1,U", "2,2024-02-01,a,7,1,1,U")
                .Count("fact_order_line", ("read", 3), ("superseded", 1), ("inserted", 2)).Show(Rows, "1 | 1 | 10 | 2", "2 | 1 | 7 | 1"),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,2024-02-01,,11,,4,U", "1,2024-02-01,b,,,3,U", "1,2024-02-01,,99,9,0,U", "2,2024-02-01,,,3,5,U", "2,,,,,4,D", "2,2024-02-01,,8,,3,U")
                .Count("fact_order_line", ("read", 6), ("superseded", 4), ("updated", 2)).Show(Rows, "1 | 2 | 11 | 2", "2 | -1 | NULL | 3"),
            // What the fact has overtaken completes nothing.
            new FactStep("2024-03-03").Deliver("orders", Ordered, "1,2024-02-01,a,99,9,1,U", "1,2024-02-01,,12,,5,U").Count("fact_order_line", ("superseded", 1), ("updated", 1)).Show(Rows, "1 | 2 | 12 | 2", "2 | -1 | NULL | 3")),

        new("partial rows of one batch that nothing deletes complete each other, and what is overtaken completes none", Model("append_reversal", "null_means: unchanged", "order_by: [seq]"),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-01,a,10,,3,U").Show(Reversible, "1 | 1 | false | 1 | 10 | NULL"),
            new FactStep("2024-03-02").Deliver("orders", Ordered, "1,2024-02-01,b,99,9,1,U", "1,2024-02-01,,,2,4,U", "1,2024-02-01,b,,,5,U").Count("fact_order_line", ("superseded", 2), ("updated", 1))
                .Show(Reversible, "1 | 1 | false | 1 | 10 | NULL", "1 | 1 | true | 1 | -10 | NULL", "1 | 2 | false | 2 | 10 | 2")),

        new("a partial row that leaves its member out and moves its event refers to the version of that event", Versioned("[order_id]", "update", "null_means: unchanged"),
            new FactStep("2024-03-01").Deliver("customers", "customer,country,t", "a,NO,2024-01-01", "a,SE,2024-02-03"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,a,10,1").Show("SELECT customer_key, amount FROM mart.fact_order_line", "1 | 10"),
            new FactStep("2024-03-03").Deliver("orders", Header, "1,2024-02-04,,,2").Count("fact_order_line", ("updated", 1)).Show("SELECT customer_key, amount, price FROM mart.fact_order_line", "2 | 10 | 2")),

        new("of rows of one grain in one batch equal ones collapse and the last one stands", Model("update", "order_by: [seq]"),
            new FactStep("2024-03-01").Deliver("orders", Ordered, "1,2024-02-01,a,10,1,1,U", "1,2024-02-01,a,11,1,2,U", "1,2024-02-01,a,11,1,2,U", "3,2024-02-01,a,2,1,1,U")
                .Count("fact_order_line", ("read", 4), ("superseded", 2), ("inserted", 2)).Show(Rows, "1 | 1 | 11 | 1", "3 | 1 | 2 | 1")),

        new("a row and its reversal move together when history changes", Versioned("[order_id]", "append_reversal"),
            new FactStep("2024-03-01").Deliver("customers", "customer,country,t", "a,NO,2024-01-01"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-05,a,10,1"),
            // The correction is also one of when it happened: it falls before the change that comes later.
            new FactStep("2024-03-03").Deliver("orders", Header, "1,2024-02-01,a,12,1").Count("fact_order_line", ("updated", 1)),
            new FactStep("2024-03-04").Deliver("customers", "customer,country,t", "a,SE,2024-02-03").Count("dim_customer", ("rekeyed_facts", 2))
                .Show("SELECT _statement, is_reversal, customer_key, amount FROM mart.fact_order_line ORDER BY _statement, is_reversal", "1 | false | 2 | 10", "1 | true | 2 | -10", "2 | false | 1 | 12"),
            new FactStep("2024-03-05").Deliver("orders", Header, "1,2024-02-05,a,13,1").Count("fact_order_line", ("updated", 1))
                .Show("SELECT customer_key, SUM(amount) AS amount FROM mart.fact_order_line GROUP BY customer_key ORDER BY customer_key", "1 | 0", "2 | 13")),

        new("a grain of a member is one row, whatever version of the member it falls in", Versioned("[customer]", "update"),
            new FactStep("2024-03-01").Deliver("customers", "customer,country,t", "a,NO,2024-01-01", "a,SE,2024-02-03"),
            new FactStep("2024-03-02").Deliver("orders", Header, "1,2024-02-01,a,10,1", "2,2024-02-01,,4,1").Show("SELECT customer_key, amount FROM mart.fact_order_line ORDER BY customer_key", "-1 | 4", "1 | 10"),
            new FactStep("2024-03-03").Deliver("orders", Header, "1,2024-02-05,a,12,1", "2,2024-02-02,,5,1", "2,2024-02-02,,5,1").Count("fact_order_line", ("updated", 2), ("superseded", 1), ("inserted", 0))
                .Show("SELECT customer_key, amount FROM mart.fact_order_line ORDER BY customer_key", "-1 | 5", "2 | 12")),
    ];

    private static string Versioned(string grain, string onDuplicate, string source = "") => $$$"""
        sources:
          customers:
            files: {path: "data/customers_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {order_id: integer}
            {{{source}}}
        dimensions:
          customer:
            source: customers
            key: {customer: string}
            attributes: {country: {type: string, scd: 2}}
        facts:
          order_line:
            type: transaction
            source: orders
            grain: {{{grain}}}
            event_time: ordered_at
            dimensions: {customer: {key: [customer]}}
            degenerate: {order_id: integer}
            measures:
              amount: {type: "decimal(18,2)", unit: EUR}
              price: {type: integer, additive: none}
            on_duplicate: {{{onDuplicate}}}
        """;

    /// <summary>A dimension that every member is inferred in, in the order in which facts name them.</summary>
    private static string Model(string onDuplicate, params ReadOnlySpan<string> source) => $$$"""
        sources:
          customers:
            files: {path: "data/customers_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: upserts
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {order_id: integer}
            {{{string.Join("\n    ", source.ToArray())}}}
        dimensions:
          customer:
            source: customers
            key: {customer: string}
            attributes: {country: string}
        facts:
          order_line:
            type: transaction
            source: orders
            grain: [order_id]
            event_time: ordered_at
            dimensions: {customer: {key: [customer]}}
            degenerate: {order_id: integer}
            measures:
              amount: {type: "decimal(18,2)", unit: EUR}
              price: {type: integer, additive: none}
            on_duplicate: {{{onDuplicate}}}
        """;
}

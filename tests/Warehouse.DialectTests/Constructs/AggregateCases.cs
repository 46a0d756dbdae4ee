namespace Warehouse.DialectTests.Constructs;

/// <summary>Facts summed by attributes of their dimensions.</summary>
internal static class AggregateCases
{
    public static ConstructCase Aggregates { get; } = new("aggregates", """
        sources:
          log:
            table: raw.log
            feed: changes
            effective_at: t
          sales:
            table: raw.sales
            delete_when: "op = 'D'"
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: 2}, b: {type: string, scd: 1}}
          flags: {type: junk, attributes: {is_gift: boolean}}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            event_time: sold_at
            dimensions:
              payer: {dim: m, key: [payer], late: unknown}
              flags: {key: [is_gift]}
            degenerate: {n: integer}
            measures: {v: integer, w: "decimal(18,2)"}
        aggregates:
          by_version: {fact: sale, by: [payer.id, payer.a], measures: [v, w]}
          gifts: {fact: sale, by: [flags.is_gift, payer.b], measures: [v]}
        """)
    {
        Batches =
        [
            new("2024-02-01", "log", "id|t|a|b\n1|2024-01-05|A|x"),
            new("2024-02-02", "sales", "n|payer|is_gift|sold_at|v|w|op\n1|1|true|2024-01-06|5|1.50|U\n2|1|true|2024-01-16|6|2.25|U\n3|2||2024-02-06|7||U\n4|2|false|2024-02-06||0.75|U"),
            new("2024-02-03", "sales", "n|payer|is_gift|sold_at|v|w|op\n1|1|true|2024-01-06|8|1.50|U\n4|2|false|2024-02-06||0.75|D"),
            new("2024-02-04", "log", "id|t|a|b\n1|2024-01-10|B|y\n2|2024-01-05|C|"),
        ],
        Expected =
        [
            ("SELECT payer_id, payer_a, v, w, row_count, loaded_by, changed_by FROM mart.agg_by_version ORDER BY payer_id, payer_a",
            [
                "1 | A | 8 | 1.5 | 1 | batch 1 of fact_sale | batch 3 of dim_m",
                "1 | B | 6 | 2.25 | 1 | batch 3 of dim_m | batch 3 of dim_m",
                "2 | C | 7 | NULL | 1 | batch 3 of dim_m | batch 3 of dim_m",
            ]),
            ("SELECT flags_is_gift, payer_b, v, row_count, loaded_by, changed_by FROM mart.agg_gifts ORDER BY v",
            [
                "NULL | NULL | 7 | 1 | batch 1 of fact_sale | batch 1 of fact_sale",
                "true | y | 14 | 2 | batch 3 of dim_m | batch 3 of dim_m",
            ]),
            ("SELECT pipeline, fence FROM _warehouse.lock WHERE pipeline LIKE 'agg_%' ORDER BY pipeline", ["agg_by_version | 4", "agg_gifts | 4"]),
        ],
    };
}

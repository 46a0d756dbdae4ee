using System.Collections.Immutable;

namespace Warehouse.DialectTests.Constructs;

/// <summary>What a fact's keys can point to, a small model each.</summary>
internal static class ConstructCases
{
    public static ImmutableArray<ConstructCase> All { get; } = [LateMembers(), Junk()];

    private static ConstructCase LateMembers() => new("late members", """
        sources:
          log:
            table: raw.log
            feed: changes
            effective_at: t
          sales:
            table: raw.sales
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: 2}}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            event_time: sold_at
            dimensions:
              payer: {dim: m, key: [payer], late: unknown, durable: true}
              buyer: {dim: m, key: [buyer], late: hold}
            degenerate: {n: integer}
            measures: {v: integer}
        """)
    {
        Batches =
        [
            new("2024-02-01", "log", "id|t|a\n1|2024-01-05|A"),
            new("2024-02-02", "sales", "n|payer|buyer|sold_at|v\n1|2|1|2024-01-06|5\n2|1|2|2024-01-16|6\n3|2||2024-01-16|7"),
            new("2024-02-03", "sales", "n|payer|buyer|sold_at|v\n2|1|2|2024-01-16|8"),
            new("2024-02-04", "log", "id|t|a\n2|2024-01-05|A\n2|2024-01-10|B"),
        ],
        Expected =
        [
            ("SELECT n, payer_key, payer_durable_key, buyer_key, v FROM mart.fact_sale ORDER BY n", ["1 | 2 | 2 | 1 | 5", "2 | 1 | 1 | 3 | 8", "3 | 3 | 2 | -1 | 7"]),
            ("SELECT n FROM mart.sale__held", []),
            ("SELECT batch_id, held, resolved, corrected, inserted FROM _warehouse.batch WHERE batch_id <> 'batch 0 of dim_m' ORDER BY batch_id",
                ["batch 1 of fact_sale | 1 | 0 | 0 | 2", "batch 2 of fact_sale | 1 | 0 | 1 | 0", "batch 3 of dim_m | 0 | 3 | 0 | 0"]),
        ],
    };

    private static ConstructCase Junk() => new("junk dimensions", """
        sources:
          sales:
            table: raw.sales
        dimensions:
          flags:
            type: junk
            attributes: {is_gift: boolean, channel: string, level: integer}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            dimensions:
              flags: {key: [is_gift, channel, level]}
              first_flags: {dim: flags, key: [was_gift, channel, level]}
            degenerate: {n: integer}
            measures: {v: integer}
        """)
    {
        Batches =
        [
            new("2024-02-01", "sales", "n|is_gift|was_gift|channel|level|v\n1|true|true|web|2|5\n2|false|false|Web|2|5\n3|||||"),
            new("2024-02-02", "sales", "n|is_gift|was_gift|channel|level|v\n1|true|false|web|2|5"),
        ],
        Expected =
        [
            ("SELECT flags_key, is_gift, channel, level FROM mart.dim_flags ORDER BY flags_key",
                ["-3 | NULL | NULL | NULL", "-2 | NULL | NULL | NULL", "-1 | NULL | NULL | NULL", "1 | false | Web | 2", "2 | true | web | 2", "3 | NULL | NULL | NULL", "4 | false | web | 2"]),
            ("SELECT n, flags_key, first_flags_key FROM mart.fact_sale ORDER BY n", ["1 | 2 | 4", "2 | 1 | 1", "3 | 3 | 3"]),
        ],
    };
}

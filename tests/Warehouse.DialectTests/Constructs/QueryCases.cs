namespace Warehouse.DialectTests.Constructs;

/// <summary>Sources that are queries of the user's own, with all that a text may end in.</summary>
internal static class QueryCases
{
    public static ConstructCase Queries { get; } = new("queries as sources", """
        sources:
          log:
            sql:
              default: |
                SELECT l.id, l.t, l.a || ';' AS a
                FROM raw.log AS l
                WHERE l.a <> 'none; -- of these'
                ;  -- every change; but none of those
              bigquery: |
                SELECT l.id, l.t, concat(l.a, ';') AS a
                FROM raw.log AS l
                WHERE l.a NOT IN ('none; -- of these', 'it\'s; -- ') # all of them
              tsql: "SELECT l.id, l.t, concat(l.a, ';') AS a FROM raw.log AS l WHERE l.a <> 'none';"
            columns: {id: string, t: timestamp, a: string}
            feed: changes
            effective_at: t
          sales:
            sql: {default: "WITH s AS (SELECT n, id, sold_at, gone_at, v FROM raw.sales WHERE v > 0) SELECT n, id, sold_at, gone_at, v FROM s", tsql: "SELECT n, id, sold_at, gone_at, v FROM raw.sales WHERE v > 0"}
            columns: {n: integer, id: string, sold_at: timestamp, gone_at: timestamp, v: integer}
            watermark: {column: n}
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: 2}}
            indexes: [a, [id, valid_from]]
            cluster_by: [id]
          day: {type: calendar, range: [2024-01-01, 2024-01-31]}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            event_time: sold_at
            dimensions: {m: {key: [id]}, day: {key: [gone_at]}}
            partition_by: day_key
            cluster_by: [m_key, n]
            degenerate: {n: integer}
            measures: {v: integer}
        """)
    {
        Batches =
        [
            new("2024-02-01", "log", "id|t|a\n1|2024-01-05|A\n1|2024-01-10|B\n2|2024-01-05|none; -- of these"),
            new("2024-02-02", "sales", "n|id|sold_at|v\n1|1|2024-01-06|5\n2|1|2024-01-16|6\n3|1|2024-01-16|0"),
        ],
        Expected =
        [
            ("SELECT w.pipeline, w.hi_number FROM _warehouse.watermark AS w", ["fact_sale | NULL"]),
            ("SELECT id, a FROM mart.dim_m WHERE m_key > 0 AND id = '1' ORDER BY valid_from", ["1 | A;", "1 | B;"]),
            ("SELECT n, m_key, v FROM mart.fact_sale ORDER BY n", ["1 | 1 | 5", "2 | 2 | 6"]),
        ],
    };
}

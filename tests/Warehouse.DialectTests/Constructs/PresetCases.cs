namespace Warehouse.DialectTests.Constructs;

/// <summary>Sources that replication tools deliver, with times that they write as numbers.</summary>
internal static class PresetCases
{
    public static ConstructCase Presets { get; } = new("presets of sources", """
        sources:
          log: {table: raw.log, preset: debezium}
          rows: {table: raw.rows, preset: fivetran}
          packages: {table: raw.packages, preset: dlt}
        dimensions:
          m: {source: log, key: {id: string}, attributes: {a: {type: string, scd: 2}}}
          n: {source: rows, key: {id: string}, attributes: {a: {type: string, scd: 2}}}
          o: {source: packages, key: {id: string}, attributes: {a: {type: string, scd: 2}}}
        """)
    {
        Batches =
        [
            new("2024-02-01", "log", "id|a|__deleted|__lsn|__source_ts_ms\n1|A|false|10|1704067200000\n2|A|false|10|1704067200000\n1|C|false|30|1704153600250"),
            // A change from before, one that comes first within its moment, a delete, and a time beyond the calendar.
            new("2024-02-02", "log", "id|a|__deleted|__lsn|__source_ts_ms\n1|B|false|20|1704100000001\n1|never|false|29|1704153600250\n2||true|40|1704153600000\n3|A|false|50|9223372036854775807"),
            new("2024-02-02", "rows", "id|a|_fivetran_deleted|_fivetran_synced\n1|A|false|2024-01-05\n2|A|false|2024-01-05"),
            new("2024-02-03", "rows", "id|a|_fivetran_deleted|_fivetran_synced\n1|B|false|2024-01-06\n2|A|true|2024-01-07"),
            new("2024-02-02", "packages", "id|a|_dlt_load_id\n1|A|1704067200.98417"),
            new("2024-02-03", "packages", "id|a|_dlt_load_id\n1|B|1704448800.1234567"),
        ],
        Expected =
        [
            ("SELECT id, a, valid_from, valid_to FROM mart.dim_m WHERE m_key > 0 ORDER BY id, valid_from",
            [
                "1 | A | 1900-01-01 00:00:00 | 2024-01-01 09:06:40.001", "1 | B | 2024-01-01 09:06:40.001 | 2024-01-02 00:00:00.25", "1 | C | 2024-01-02 00:00:00.25 | 9999-12-31 00:00:00",
                "2 | A | 1900-01-01 00:00:00 | 2024-01-02 00:00:00",
            ]),
            ("SELECT id, a, valid_from, valid_to FROM mart.dim_n WHERE n_key > 0 ORDER BY id, valid_from",
                ["1 | A | 1900-01-01 00:00:00 | 2024-01-06 00:00:00", "1 | B | 2024-01-06 00:00:00 | 9999-12-31 00:00:00", "2 | A | 1900-01-01 00:00:00 | 2024-01-07 00:00:00"]),
            ("SELECT id, a, valid_from, valid_to FROM mart.dim_o WHERE o_key > 0 ORDER BY id, valid_from",
                ["1 | A | 1900-01-01 00:00:00 | 2024-01-05 10:00:00.123", "1 | B | 2024-01-05 10:00:00.123 | 9999-12-31 00:00:00"]),
            ("SELECT code, reason FROM _warehouse.rejected_row", ["unconvertible | __source_ts_ms does not convert to its declared type"]),
        ],
    };
}

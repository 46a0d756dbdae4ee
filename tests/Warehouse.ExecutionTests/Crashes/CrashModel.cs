namespace Warehouse.ExecutionTests.Crashes;

/// <summary>A star with each way in: changes and events in tables of the warehouse, and a list that comes as a file.</summary>
internal static class CrashModel
{
    public const string Yaml =
        """
        sources:
          crm.log:
            table: raw.log
            feed: changes
            effective_at: t
            delete_when: "op = 'D'"
            watermark: {column: lsn}
            columns: {lsn: integer, t: timestamp}
          pos.events:
            table: raw.events
            watermark: {column: lsn}
            columns: {lsn: integer, happened_at: timestamp}
          erp.shops:
            files: {path: "data/shops_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
        dimensions:
          customer:
            source: crm.log
            key: {id: string}
            attributes: {city: {type: string, scd: 2}}
          shop:
            source: erp.shops
            key: {code: string}
            attributes: {size: {type: integer, scd: 2}}
        facts:
          sale:
            type: transaction
            source: pos.events
            grain: [n]
            event_time: happened_at
            dimensions:
              customer: {key: [id], late: infer}
              shop: {key: [code], late: unknown}
            degenerate: {n: integer}
            measures: {amount: {type: "decimal(18,2)", unit: EUR}}

        """;

    /// <summary>What the sources' tables are, on every engine.</summary>
    public static string[] Sources { get; } =
    [
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.log (lsn bigint, op varchar, t timestamp, id varchar, city varchar)",
        "CREATE TABLE raw.events (lsn bigint, n bigint, happened_at timestamp, id varchar, code varchar, amount varchar)",
    ];
}

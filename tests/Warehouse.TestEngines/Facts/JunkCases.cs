using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Combinations of which parts are worked out of each fact's own source.</summary>
internal static class JunkCases
{
    private const string Combinations = "SELECT flags_key, channel, is_large, size, level FROM mart.dim_flags WHERE flags_key > 0 ORDER BY flags_key";

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("a combination has what expressions and bands make of a fact's own row", Model,
            new FactStep("2024-03-01").Deliver("sales", "n,channel,amount,level", "1,web,5,1", "2,web,10,1", "3,web,250.5,1", "4,shop,,2", "5,web,6,1")
                .Count("fact_sale", ("inserted", 5), ("new_members", 4))
                // By the values in the order of the attributes: a NULL comes last.
                .Show(Combinations, "1 | shop | NULL | NULL | 2", "2 | web | false | 10 to 100 | 1", "3 | web | false | under 10 | 1", "4 | web | true | 100 and over | 1")
                .Show("SELECT n, flags_key FROM mart.fact_sale ORDER BY n", "1 | 3", "2 | 2", "3 | 4", "4 | 1", "5 | 3"),
            // Another source names its columns otherwise, and has the amount under the same name.
            new FactStep("2024-03-02").Deliver("returns", "n,way,amount,grade,op", "1,web,7,1,U", "2,web,-1,1,U", "3,web,100,3,U")
                .Count("fact_return", ("inserted", 3), ("new_members", 1))
                .Show("SELECT n, flags_key FROM mart.fact_return ORDER BY n", "1 | 3", "2 | 3", "3 | 5")
                .Show("SELECT channel, is_large, size, level FROM mart.dim_flags WHERE flags_key = 5", "web | false | 100 and over | 3"),
            // What is corrected is another combination; what is deleted asks for none.
            new FactStep("2024-03-03").Deliver("returns", "n,way,amount,grade,op", "1,web,101,1,U", "2,,,,D")
                .Count("fact_return", ("updated", 1), ("deleted", 1), ("new_members", 0))
                .Show("SELECT n, flags_key FROM mart.fact_return ORDER BY n", "1 | 4", "3 | 5")
                .Show("SELECT COUNT(*) AS n FROM mart.dim_flags", "8")),
    ];

    private const string Model = """
        sources:
          sales:
            files: {path: "data/sales_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {n: integer, channel: string, amount: "decimal(18,2)", level: integer}
          returns:
            files: {path: "data/returns_*.csv", batch_time: "name:yyyy-MM-dd"}
            delete_when: "op = 'D'"
            columns: {n: integer, way: string, amount: "decimal(18,2)", grade: integer, op: string}
        dimensions:
          flags:
            type: junk
            attributes:
              channel: string
              is_large: {type: boolean, expr: "amount > 100"}
              size: {type: string, band: {column: amount, edges: [10, 100]}}
              level: integer
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            dimensions: {flags: {key: [channel, level]}}
            degenerate: {n: integer}
            measures: {amount: {type: "decimal(18,2)", unit: EUR}}
          return:
            type: transaction
            source: returns
            grain: [n]
            dimensions: {flags: {key: [way, grade]}}
            degenerate: {n: integer}
            measures: {amount: {type: "decimal(18,2)", unit: EUR}}
        """;
}

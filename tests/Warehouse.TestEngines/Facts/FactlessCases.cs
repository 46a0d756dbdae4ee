using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Factless facts: that something happened, by its keys alone.</summary>
internal static class FactlessCases
{
    public static ImmutableArray<FactCase> All { get; } =
    [
        new("a factless fact holds each combination of its keys once", """
            sources:
              promotions:
                files: {path: "data/promotions_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: upserts
              coverage:
                files: {path: "data/coverage_*.csv", batch_time: "name:yyyy-MM-dd"}
                columns: {sku: string}
            dimensions:
              date: {type: calendar, range: [2024-01-01, 2024-04-30]}
              promotion:
                source: promotions
                key: {code: string}
                attributes: {name: string}
            facts:
              promotion_coverage:
                type: factless
                source: coverage
                grain: [date, promotion, sku]
                dimensions:
                  date: {key: [day]}
                  promotion: {key: [code], missing: not_applicable}
                degenerate: {sku: string}
            """,
            new FactStep("2024-03-01").Deliver("promotions", "code,name", "P1,Spring").Deliver("coverage", "day,code,sku", "2024-02-01,P1,A", "2024-02-01,P1,A", "2024-02-01,P2,A", "2024-02-01,,A", "2024-02-01,,A")
                .Count("fact_promotion_coverage", ("read", 5), ("inserted", 3), ("superseded", 2), ("inferred", 1)),
            new FactStep("2024-03-02").Deliver("coverage", "day,code,sku", "2024-02-01,P1,A", "2024-02-01,,A", "2024-02-02,P1,A")
                .Count("fact_promotion_coverage", ("read", 3), ("inserted", 1), ("unchanged", 2))
                .Show("SELECT date_key, promotion_key, sku FROM mart.fact_promotion_coverage ORDER BY date_key, promotion_key", "20240201 | -2 | A", "20240201 | 1 | A", "20240201 | 2 | A", "20240202 | 1 | A")),
    ];
}

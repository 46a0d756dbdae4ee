using System.Globalization;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Views;

/// <summary>What did not happen: the rows of a factless fact for which another fact has none.</summary>
public sealed class CoverageViewTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_on_offer_and_not_sold_on_the_day_is_there_once_whatever_the_versions(string engine)
    {
        await using var project = await LoadedAsync(engine);

        var rows = await AskAsync(project, "SELECT p.id, v.offered_on_key FROM mart.offer_without_sale v JOIN mart.dim_p_current p ON p.p_durable_key = v.p_durable_key ORDER BY 2, 1");

        // a is sold on the 2nd, after its new name; b on another day than it is shipped on.
        rows.ShouldBe(["b 20240102", "a 20240103", "c 20240103"]);
        (await AskAsync(project, "SELECT count(*) FROM mart.fact_offer")).ShouldBe(["5"]);
        (await AskAsync(project, "SELECT count(*) FROM mart.offer_without_sale v JOIN mart.dim_p_current p ON p.p_durable_key = v.p_durable_key JOIN mart.fact_sale s ON s.sold_on_key = v.offered_on_key JOIN mart.dim_p d ON d.p_key = s.p_key AND d.id = p.id")).ShouldBe(["0"]);
    }

    private static async Task<IReadOnlyList<string>> AskAsync(ProjectUnderTest project, string sql) =>
        [.. (await project.AskAsync(sql)).Select(row => string.Join(' ', row.Select(v => v switch
        {
            null => "NULL",
            decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(v, CultureInfo.InvariantCulture),
        })))];

    private static async Task<ProjectUnderTest> LoadedAsync(string engine)
    {
        var project = await ProjectUnderTest.CreateAsync(engine, """
            sources:
              ps: {files: {path: "data/p_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts, effective_at: at, columns: {at: timestamp}}
              sales: {files: {path: "data/s_*.csv", batch_time: "name:yyyy-MM-dd"}, columns: {at: timestamp, shipped: date}}
              offers: {files: {path: "data/o_*.csv", batch_time: "name:yyyy-MM-dd"}, columns: {at: timestamp}}
            dimensions:
              date: {type: calendar, range: [2024-01-01, 2024-01-31]}
              p: {source: ps, key: {id: string}, attributes: {name: {type: string, scd: 2}}}
            facts:
              sale:
                type: transaction
                source: sales
                grain: [n]
                event_time: at
                dimensions: {sold_on: {dim: date, key: [at]}, shipped_on: {dim: date, key: [shipped]}, p: {key: [sku]}}
                degenerate: {n: integer}
                measures: {amount: "decimal(18,2)", pieces: integer, price: {type: "decimal(18,2)", additive: none}}
              offer:
                type: factless
                source: offers
                grain: [offered_on, p]
                event_time: at
                dimensions: {offered_on: {dim: date, key: [at]}, p: {key: [sku]}}
            """);
        project.Write("data/p_2024-01-01.csv", "id,name,at\na,A,2023-01-01T00:00:00Z\nb,B,2023-01-01T00:00:00Z\n");
        project.Write("data/p_2024-01-02.csv", "id,name,at\na,New,2024-01-02T12:00:00Z\n");
        project.Write("data/o_2024-01-05.csv", "at,sku\n2024-01-02T00:00:00Z,a\n2024-01-02T00:00:00Z,b\n2024-01-03T00:00:00Z,a\n2024-01-03T00:00:00Z,b\n2024-01-03T00:00:00Z,c\n");
        project.Write("data/s_2024-01-05.csv", "n,at,shipped,sku,amount,pieces,price\n1,2024-01-02T13:00:00Z,2024-01-03,a,10.50,1,10\n2,2024-01-02T14:00:00Z,2024-01-03,a,20,2,10\n3,2024-01-03T13:00:00Z,2024-01-02,b,5,1,5\n");
        (await project.LoadAsync()).Batches.ShouldAllBe(b => b.Result.Status == BatchStatus.Committed);
        return project;
    }
}

using System.Globalization;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Views;

/// <summary>Two facts side by side: neither multiplies the other, and nothing of either is lost.</summary>
public sealed class DrillAcrossViewTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_fact_is_summed_by_itself_to_what_both_share_whatever_the_versions(string engine)
    {
        await using var project = await LoadedAsync(engine);

        var rows = await AskAsync(project, """
            SELECT coalesce(p.id, '-'), coalesce(d.label, '?'), v.sale_rows, v.sale_amount, v.sale_pieces, v.refund_rows, v.refund_amount
            FROM mart.across_sale_and_refund v JOIN mart.dim_p_current p ON p.p_durable_key = v.p_durable_key JOIN mart.dim_date d ON d.date_key = v.date_key ORDER BY p.id, d.label
            """);

        // Two sales and three refunds of one product are not six rows; before and after its new name it is one product.
        rows.OrderBy(r => r, StringComparer.Ordinal).ShouldBe(
        [
            "- 2024-01-03 NULL NULL NULL 1 0.5",
            "a 2024-01-02 2 30.5 3 3 7.75",
            "b 2024-01-02 1 5 1 NULL NULL",
            "b 2024-01-03 NULL NULL NULL 1 2",
        ]);
        (await AskAsync(project, "SELECT sum(sale_rows), sum(sale_amount), sum(sale_pieces), sum(refund_rows), sum(refund_amount) FROM mart.across_sale_and_refund")).ShouldBe(
            await AskAsync(project, "SELECT s.n, s.amount, s.pieces, r.n, r.amount FROM (SELECT count(*) AS n, sum(amount) AS amount, sum(pieces) AS pieces FROM mart.fact_sale) s CROSS JOIN (SELECT count(*) AS n, sum(amount) AS amount FROM mart.fact_refund) r"));
        (await AskAsync(project, "SELECT count(DISTINCT p_key) FROM mart.fact_sale WHERE pieces > 0")).ShouldBe(["3"]);
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
              sales: {files: {path: "data/s_*.csv", batch_time: "name:yyyy-MM-dd"}, columns: {at: timestamp}}
              refunds: {files: {path: "data/r_*.csv", batch_time: "name:yyyy-MM-dd"}, columns: {at: timestamp}}
            dimensions:
              date: {type: calendar, range: [2024-01-01, 2024-01-31]}
              p: {source: ps, key: {id: string}, attributes: {name: {type: string, scd: 2}}}
            facts:
              sale:
                type: transaction
                source: sales
                grain: [n]
                event_time: at
                dimensions: {sold_on: {dim: date, key: [at]}, p: {key: [sku]}}
                degenerate: {n: integer}
                measures: {amount: "decimal(18,2)", pieces: integer, price: {type: "decimal(18,2)", additive: none}}
              refund:
                type: transaction
                source: refunds
                grain: [n]
                event_time: at
                dimensions: {refunded_on: {dim: date, key: [at]}, p: {key: [sku]}}
                degenerate: {n: integer}
                measures: {amount: "decimal(18,2)"}
            """);
        project.Write("data/p_2024-01-01.csv", "id,name,at\na,A,2023-01-01T00:00:00Z\nb,B,2023-01-01T00:00:00Z\n");
        project.Write("data/p_2024-01-02.csv", "id,name,at\na,New,2024-01-02T12:00:00Z\n");
        project.Write("data/s_2024-01-05.csv", "n,at,sku,amount,pieces,price\n1,2024-01-02T08:00:00Z,a,10.50,1,10\n2,2024-01-02T13:00:00Z,a,20,2,10\n3,2024-01-02T13:00:00Z,b,5,1,5\n");
        project.Write("data/r_2024-01-05.csv", "n,at,sku,amount\n1,2024-01-02T09:00:00Z,a,2.50\n2,2024-01-02T14:00:00Z,a,2.50\n3,2024-01-02T15:00:00Z,a,2.75\n4,2024-01-03T15:00:00Z,,0.5\n5,2024-01-03T15:00:00Z,b,2\n");
        (await project.LoadAsync()).Batches.ShouldAllBe(b => b.Result.Status == BatchStatus.Committed);
        return project;
    }
}

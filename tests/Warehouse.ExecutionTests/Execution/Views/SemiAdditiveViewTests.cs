using System.Globalization;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Views;

/// <summary>Measures that are not summed over days: what they come to over them, and that it may be summed over the rest.</summary>
public sealed class SemiAdditiveViewTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Over_the_days_a_balance_is_what_its_use_says_for_each_member_whatever_its_version(string engine)
    {
        await using var project = await LoadedAsync(engine);

        var rows = await AskAsync(project, """
            SELECT d.id, store, first_date_key, last_date_key, on_hand_last, on_hand_value_average, checks_first
            FROM mart.fact_stock_over_date v JOIN mart.dim_p_current d ON d.p_durable_key = v.p_durable_key JOIN (SELECT store_key, s AS store FROM mart.dim_store) s ON s.store_key = v.store_key ORDER BY 1, 2
            """);

        // b is a new version on the second day, c is not there on the last.
        rows.ShouldBe(["a x 20240101 20240104 5 6.66666667 1", "a y 20240101 20240104 7 2.33333333 1", "b x 20240101 20240104 4 1.8 1", "c x 20240101 20240104 NULL 33.33333333 1"]);
        (await AskAsync(project, "SELECT sum(on_hand_last) FROM mart.fact_stock_over_date")).ShouldBe(await AskAsync(project, "SELECT sum(on_hand) FROM mart.fact_stock WHERE date_key = 20240104"));
        (await AskAsync(project, "SELECT count(*) FROM mart.dim_p WHERE id = 'b'")).ShouldBe(["2"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_least_is_over_sums_of_a_period_and_each_set_of_roles_has_its_view(string engine)
    {
        await using var project = await LoadedAsync(engine);

        (await AskAsync(project, "SELECT p.id, v.room_min FROM mart.fact_stock_over_date_store v JOIN mart.dim_p_current p ON p.p_durable_key = v.p_durable_key ORDER BY 1")).ShouldBe(["a 2", "b 1", "c 9"]);
        (await AskAsync(project, "SELECT store_key, p_durable_key FROM mart.fact_stock_over_date GROUP BY 1, 2 HAVING count(*) > 1")).ShouldBeEmpty();
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
              stores: {files: {path: "data/st_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts}
              stock: {files: {path: "data/s_*.csv", batch_time: "name:yyyy-MM-dd"}, columns: {day: date}}
            dimensions:
              date: {type: calendar, range: [2024-01-01, 2024-01-31]}
              p: {source: ps, key: {id: string}, attributes: {name: {type: string, scd: 2}}}
              store: {source: stores, key: {s: string}, attributes: {town: string}}
            facts:
              stock:
                type: periodic_snapshot
                period: day
                source: stock
                grain: [date, p, store]
                dimensions: {date: {key: [day]}, p: {key: [sku]}, store: {key: [st]}}
                measures:
                  on_hand: {type: integer, additive: {except: [date], use: last}}
                  on_hand_value: {type: "decimal(18,2)", additive: {except: [date], use: average}}
                  room: {type: integer, additive: {except: [date, store], use: min}}
                  checks: {type: integer, additive: {except: [date], use: first}}
            """);
        project.Write("data/p_2024-01-01.csv", "id,name,at\na,A,2023-01-01T00:00:00Z\nb,B,2023-01-01T00:00:00Z\nc,C,2023-01-01T00:00:00Z\n");
        project.Write("data/p_2024-01-02.csv", "id,name,at\nb,New,2024-01-02T00:00:00Z\n");
        project.Write("data/st_2024-01-01.csv", "s,town\nx,X\ny,Y\n");
        project.Write("data/s_2024-01-01.csv", "day,sku,st,on_hand,on_hand_value,room,checks\n2024-01-01,a,x,3,10,3,1\n2024-01-01,a,y,7,7,2,1\n2024-01-01,b,x,2,2.70,1,1\n2024-01-01,c,x,9,100,9,1\n");
        project.Write("data/s_2024-01-02.csv", "day,sku,st,on_hand,on_hand_value,room,checks\n2024-01-02,a,x,4,5,4,1\n2024-01-02,b,x,3,2.70,6,1\n");
        project.Write("data/s_2024-01-04.csv", "day,sku,st,on_hand,on_hand_value,room,checks\n2024-01-04,a,x,5,5,4,1\n2024-01-04,a,y,7,,9,1\n2024-01-04,b,x,4,,8,1\n");
        (await project.LoadAsync()).Batches.ShouldAllBe(b => b.Result.Status == BatchStatus.Committed);
        return project;
    }
}

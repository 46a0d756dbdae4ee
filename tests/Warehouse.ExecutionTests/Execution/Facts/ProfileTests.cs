using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Facts;

/// <summary>Mini-dimensions, types 4 and 5: the combination that a member had at an event.</summary>
public sealed class ProfileTests
{
    private const string Combinations = "SELECT profile_key, income_band, loyalty FROM mart.dim_profile WHERE profile_key > 0 ORDER BY 1";
    private const string Facts = "SELECT n, m_key, profile_key FROM mart.fact_sale ORDER BY n";

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Facts_carry_the_combination_that_held_at_their_event_and_the_base_the_current_one(string engine)
    {
        await using var project = await CreateAsync(engine);
        Log(project, "2024-02-01", "1,2024-01-05,U,A,-1,gold", "1,2024-01-10,U,A,25000,gold", "1,2024-01-20,U,B,30000,gold", "2,2024-01-05,U,A,,", "3,2024-01-05,U,A,100000,gold", "4,2024-01-06,U,A,24999.99,gold");
        Sales(project, "2024-02-02", "1,1,2024-01-04", "2,1,2024-01-09T23:59:59.999999Z", "3,1,2024-01-10", "4,1,2024-01-20", "5,2,2024-01-20", "6,3,2024-02-01", "7,,2024-01-20", "8,9,2024-01-20", "9,4,2024-01-20");
        await LoadAsync(project);

        (await RowsAsync(project, Combinations)).ShouldBe(["1 0 to 25000 gold", "2 100000 and over gold", "3 25000 to 100000 gold", "4 under 0 gold", "5 NULL NULL"]);
        (await RowsAsync(project, Facts)).ShouldBe(["1 1 4", "2 1 4", "3 1 3", "4 2 3", "5 3 5", "6 4 2", "7 -2 -2", "8 6 -1", "9 5 1"]);
        (await RowsAsync(project, "SELECT m_key, id, a, profile_key FROM mart.dim_m ORDER BY 1")).ShouldBe(
            ["-3 NULL NULL -3", "-2 NULL NULL -2", "-1 NULL NULL -1", "1 1 A 3", "2 1 B 3", "3 2 A 5", "4 3 A 2", "5 4 A 1", "6 9 NULL -1"]);
        (await RowsAsync(project, "SELECT m_key, current_income_band, current_loyalty FROM mart.dim_m_profiled WHERE m_key > 1 ORDER BY 1")).ShouldBe(
            ["2 25000 to 100000 gold", "3 NULL NULL", "4 100000 and over gold", "5 0 to 25000 gold", "6 NULL NULL"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Late_changes_and_facts_before_their_members_find_the_combination_too(string engine)
    {
        await using var project = await CreateAsync(engine);
        Log(project, "2024-02-01", "1,2024-01-05,U,A,10,silver", "1,2024-01-20,U,A,30000,gold");
        Sales(project, "2024-02-02", "1,1,2024-01-06", "2,1,2024-01-16", "3,1,2024-01-26", "4,2,2024-01-26", "5,2,2024-01-02");
        await LoadAsync(project);
        (await RowsAsync(project, Facts)).ShouldBe(["1 1 1", "2 1 1", "3 1 2", "4 2 -1", "5 2 -1"]);

        // A late change splits the first combination's time, and the member that a fact has named comes with two.
        Log(project, "2024-02-03", "1,2024-01-12,U,A,200000,gold", "2,2024-01-05,U,A,10,silver", "2,2024-01-10,U,A,10,gold");
        var counts = await LoadAsync(project);

        (await RowsAsync(project, Combinations)).ShouldBe(["1 0 to 25000 silver", "2 25000 to 100000 gold", "3 0 to 25000 gold", "4 100000 and over gold"]);
        (await RowsAsync(project, Facts)).ShouldBe(["1 1 1", "2 1 4", "3 1 2", "4 2 3", "5 2 1"]);
        counts[LoadCounts.RekeyedFacts].ShouldBe(3);
        (await RowsAsync(project, "SELECT id, profile_key FROM mart.dim_m WHERE m_key > 0 ORDER BY 1")).ShouldBe(["1 2", "2 3"]);
        (await RowsAsync(project, "SELECT id, count(*) FROM mart.dim_m WHERE m_key > 0 GROUP BY 1 ORDER BY 1")).ShouldBe(["1 1", "2 1"]);
    }

    [Theory]
    [InlineData("duckdb", "unknown")]
    [InlineData("postgres", "unknown")]
    [InlineData("duckdb", "hold")]
    [InlineData("postgres", "hold")]
    public async Task Facts_that_waited_for_a_member_get_its_combination(string engine, string late)
    {
        await using var project = await CreateAsync(engine, $"late: {late}");
        Log(project, "2024-02-01", "1,2024-01-05,U,A,10,silver");
        Sales(project, "2024-02-02", "1,2,2024-01-06", "2,2,2024-01-16");
        Log(project, "2024-02-03", "2,2024-01-05,U,A,10,gold", "2,2024-01-10,U,A,10,silver");
        await LoadAsync(project);

        (await RowsAsync(project, Facts)).ShouldBe(["1 2 2", "2 2 1"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_a_deletion_the_last_combination_stands_and_a_return_begins_another(string engine)
    {
        await using var project = await CreateAsync(engine);
        Log(project, "2024-02-01", "1,2024-01-05,U,A,10,silver", "1,2024-01-10,D,,,", "1,2024-01-20,U,A,10,gold");
        Sales(project, "2024-02-02", "1,1,2024-01-06", "2,1,2024-01-12", "3,1,2024-01-26");
        await LoadAsync(project);

        (await RowsAsync(project, Facts)).ShouldBe(["1 1 2", "2 1 2", "3 2 1"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_deletion_that_leaves_no_trace_in_the_base_leaves_none_in_its_combinations(string engine)
    {
        await using var project = await CreateAsync(engine, type: 1);
        Log(project, "2024-02-01", "1,2024-01-05,U,A,10,silver", "1,2024-01-10,U,A,10,gold", "1,2024-01-10,D,,,", "1,2024-01-20,D,,,");
        Sales(project, "2024-02-02", "1,1,2024-01-06", "2,1,2024-01-12", "3,1,2024-01-26");
        await LoadAsync(project);

        (await RowsAsync(project, Facts)).ShouldBe(["1 1 2", "2 1 1", "3 1 1"]);
        (await RowsAsync(project, "SELECT id, a, profile_key FROM mart.dim_m WHERE m_key > 0")).ShouldBe(["1 A 1"]);
    }

    [Theory]
    [InlineData("duckdb", "upserts")]
    [InlineData("postgres", "upserts")]
    [InlineData("duckdb", "snapshot")]
    [InlineData("postgres", "snapshot")]
    public async Task Feeds_that_say_what_is_now_change_the_combination_at_the_batch_time(string engine, string feed)
    {
        await using var project = await CreateAsync(engine, feed: feed, scd: 4);
        Log(project, "2024-01-05", "1,,U,A,10,silver", "2,,U,A,10,gold");
        Log(project, "2024-01-10", "1,,U,A,10,gold", "2,,U,B,10,gold");
        Log(project, "2024-01-20", "1,,U,A,20,gold");
        Sales(project, "2024-02-02", "1,1,2024-01-06", "2,1,2024-01-12", "3,2,2024-01-26");
        await LoadAsync(project);

        (await RowsAsync(project, Combinations)).ShouldBe(["1 0 to 25000 gold", "2 0 to 25000 silver"]);
        (await RowsAsync(project, "SELECT n, profile_key FROM mart.fact_sale ORDER BY n")).ShouldBe(["1 2", "2 1", "3 1"]);
        (await RowsAsync(project, "SELECT id, valid_from, profile_key FROM mart.m__profile WHERE id IS NOT NULL ORDER BY 1, 2")).ShouldBe(["1 1900-01-01 2", "1 2024-01-10 1", "2 1900-01-01 1"]);
    }

    private static void Log(ProjectUnderTest project, string day, params string[] rows) => project.Write($"data/c_{day}.csv", "id,t,op,a,income,loyalty\n" + string.Join('\n', rows));

    private static void Sales(ProjectUnderTest project, string day, params string[] rows) => project.Write($"data/s_{day}.csv", "n,id,at\n" + string.Join('\n', rows));

    private static async Task<Warehouse.Execution.Batches.RowCounts> LoadAsync(ProjectUnderTest project)
    {
        var result = await project.LoadAsync();
        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();
        return result.Batches[^1].Result.Counts;
    }

    private static async Task<string[]> RowsAsync(ProjectUnderTest project, string sql) =>
        [.. (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(v => v is DateTime at ? at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : v ?? "NULL")))];

    private static Task<ProjectUnderTest> CreateAsync(string engine, string role = "missing: not_applicable", string feed = "changes", int scd = 5, int type = 2) => ProjectUnderTest.CreateAsync(engine,
        $$"""
        sources:
          log:
            files: {path: "data/c_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: {{feed}}
            {{(feed == "changes" ? "effective_at: t" : "max_delete_ratio: 100%")}}
            {{(feed == "snapshot" ? "" : "delete_when: \"op = 'D'\"")}}
          sales:
            files: {path: "data/s_*.csv", batch_time: "name:yyyy-MM-dd"}
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: {{type}}} }
            mini_dimensions:
              profile:
                scd: {{scd}}
                attributes:
                  income_band: {type: string, band: {column: income, edges: [0, 25000, 100000]} }
                  loyalty: string
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            event_time: at
            dimensions:
              m: {key: [id], {{role}} }
              profile: {via: m}
            degenerate: {n: integer}
            measures: {v: {type: integer, expr: "1"} }
        """);
}

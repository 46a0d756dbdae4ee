using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>`--replay-rejects`: rejected rows are loaded again once their cause is mended, each once.</summary>
public sealed class ReplayTests
{
    private static readonly LoadOptions Replay = new() { ReplayRejects = true };

    private const string Model =
        """
        sources:
          members: {files: {path: "data/members_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: changes, effective_at: since}
          places: {files: {path: "data/places_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: snapshot}
          orders: {table: raw.orders, feed: upserts, effective_at: ordered_at, watermark: {column: loaded_at}}
          stock: {files: {path: "data/stock_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-01-31]}
          member: {source: members, key: {id: integer}, scd: 2, attributes: {segment: {type: string, values: [SEGMENTS]}}}
          place: {source: places, key: {id: integer}, attributes: {size: {type: string, values: [SIZES]}}}
        facts:
          order: {type: transaction, source: orders, grain: [id], event_time: ordered_at, degenerate: {id: integer}, dimensions: {member: {key: [member_id], late: reject}}, measures: {amount: integer}}
          stock: {type: periodic_snapshot, period: day, source: stock, grain: [date, place], dimensions: {date: {key: [day]}, place: {key: [place_id], late: reject}}, measures: {on_hand: integer}}
        """;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Rows_of_a_log_take_their_own_place_also_after_later_ones(string engine)
    {
        await using var project = await ProjectAsync(engine);
        project.Write("data/members_2024-01-01.csv", "id,segment,since\n1,c,2024-01-05\n2,a,2024-01-01\n");
        project.Write("data/members_2024-01-10.csv", "id,segment,since\n1,b,2024-01-09\n");
        await LoadAsync(project);
        await using var mended = project.As(Of(segments: "a, b, c"));

        var replayed = await mended.LoadAsync(Replay);
        var again = await mended.LoadAsync(Replay);

        Errors(replayed).ShouldBeEmpty();
        var batch = replayed.Batches.ShouldHaveSingleItem();
        (batch.Batch.BatchAt, batch.Result.Counts[LoadCounts.Read], batch.Result.Counts[LoadCounts.Late]).ShouldBe((Utc(1), 1L, 1L));
        (await project.AskAsync("SELECT id, segment, valid_from FROM mart.dim_member WHERE member_key > 0 ORDER BY id, valid_from")).ShouldBe(
            [[1L, "a", new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc)], [1L, "c", Utc(5)], [1L, "b", Utc(9)], [2L, "a", new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc)]]);
        (await project.AskAsync("SELECT count(*) FROM _warehouse.rejected_row WHERE replayed_by IS NULL")).ShouldBe([[0L]]);
        (await project.AskAsync("SELECT DISTINCT replayed_by FROM _warehouse.rejected_row")).ShouldBe([[batch.Batch.BatchId.ToString()]]);
        again.Batches.ShouldBeEmpty();
        (await mended.LoadAsync()).Batches.Where(b => b.Batch.Load.Pipeline == "dim_member").ShouldBeEmpty("a file is not loaded for what was replayed of it");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Facts_come_whose_member_had_not_and_those_that_are_still_wrong_stay_rejected(string engine)
    {
        await using var project = await ProjectAsync(engine);
        var stamp = 0;
        foreach (var (id, member, amount) in new[] { (2, 9, "6"), (3, 1, "x") })
        {
            await project.ExecuteAsync($"INSERT INTO raw.orders VALUES ({id}, {member}, TIMESTAMP '2024-01-02 00:00:00', '{amount}', TIMESTAMP '2024-01-03 00:00:0{++stamp}'), (1{id}, 1, TIMESTAMP '2024-01-02 00:00:00', '5', TIMESTAMP '2024-01-03 00:00:0{++stamp}')");
            await LoadAsync(project);
        }

        (await Codes(project)).ShouldBe([["unconvertible", 1L], ["unknown-member", 1L]]);

        var first = await project.LoadAsync(Replay);

        Errors(first).ShouldBeEmpty();
        first.Batches.Select(b => (b.Batch.Replays!.AreStaged, b.Result.Counts[LoadCounts.Read], b.Result.Counts[LoadCounts.Rejected])).ShouldBe([(true, 1L, 1L), (false, 1L, 1L)], ignoreOrder: true);
        (await Codes(project)).ShouldBe([["unconvertible", 1L], ["unknown-member", 1L]]);

        project.Write("data/members_2024-01-04.csv", "id,segment,since\n9,b,2024-01-01\n");
        await LoadAsync(project);
        var second = await project.LoadAsync(Replay);

        Errors(second).ShouldBeEmpty();
        (await project.AskAsync("SELECT f.id, f.amount, d.id AS member FROM mart.fact_order f JOIN mart.dim_member d ON d.member_key = f.member_key ORDER BY 1")).ShouldBe([[2L, 6L, 9L], [12L, 5L, 1L], [13L, 5L, 1L]]);
        (await Codes(project)).ShouldBe([["unconvertible", 1L]]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Rows_of_a_snapshot_are_replayed_as_long_as_it_is_the_last_and_delete_nothing(string engine)
    {
        await using var project = await ProjectAsync(engine);
        project.Write("data/places_2024-01-01.csv", "id,size\n1,s\n2,xl\n3,s\n");
        await LoadAsync(project);
        await using var mended = project.As(Of(sizes: "s, xl"));

        Errors(await mended.LoadAsync(Replay)).ShouldBeEmpty();

        (await project.AskAsync("SELECT id, size FROM mart.dim_place WHERE place_key > 0 ORDER BY id")).ShouldBe([[1L, "s"], [2L, "xl"], [3L, "s"]]);
        (await project.AskAsync("SELECT sum(deleted) FROM _warehouse.batch")).Single()[0].ShouldBe(0m, "nobody is gone");
    }

    [Fact]
    public async Task What_later_batches_may_have_overtaken_and_parts_of_a_period_are_left_as_they_are_and_told()
    {
        await using var project = await ProjectAsync("duckdb");
        project.Write("data/places_2024-01-01.csv", "id,size\n1,s\n2,xl\n");
        project.Write("data/stock_2024-01-01.csv", "day,place_id,on_hand\n2024-01-01,1,5\n2024-01-01,7,5\n");
        await LoadAsync(project);
        project.Write("data/places_2024-01-02.csv", "id,size\n1,s\n2,s\n");
        await LoadAsync(project);
        await using var mended = project.As(Of(sizes: "s, xl"));

        var plan = await mended.PlanAsync(Replay);

        plan.Batches.ShouldBeEmpty();
        plan.LeftOut.Select(d => d.Message).ShouldBe(
        [
            "1 rejected row of `dim_place` is not replayed: later batches have told what is so now, and nothing says whether they overtake a rejected row",
            "1 rejected row of `fact_stock` is not replayed: a period is replaced as a whole, and they are a part of one",
        ]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Two_replays_at_once_load_each_row_once(string engine)
    {
        await using var project = await ProjectAsync(engine);
        project.Write("data/members_2024-01-01.csv", "id,segment,since\n2,c,2024-01-01\n");
        project.Write("data/members_2024-01-02.csv", "id,segment,since\n3,c,2024-01-01\n");
        await LoadAsync(project);
        await using var mended = project.As(Of(segments: "a, b, c"));

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => mended.LoadAsync(Replay)));

        results.SelectMany(Errors).ShouldBeEmpty();
        results.SelectMany(r => r.Batches).Count(b => b.Result.Status == BatchStatus.Committed).ShouldBe(2);
        (await project.AskAsync("SELECT count(*) FROM mart.dim_member WHERE member_key > 0")).ShouldBe([[3L]]);
        (await project.AskAsync("SELECT count(*) FROM _warehouse.batch WHERE mode = 'replay'")).ShouldBe([[2L]]);
    }

    private static string Of(string segments = "a, b", string sizes = "s, m") =>
        Model.Replace("SEGMENTS", segments, StringComparison.Ordinal).Replace("SIZES", sizes, StringComparison.Ordinal);

    private static async Task<ProjectUnderTest> ProjectAsync(string engine)
    {
        var project = await ProjectUnderTest.CreateAsync(engine, Of());
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.orders (id bigint, member_id bigint, ordered_at timestamp, amount varchar, loaded_at timestamp)");
        project.Write("data/members_2023-12-31.csv", "id,segment,since\n1,a,2023-12-31\n");
        return project;
    }

    /// <summary>Sources of files without any file are refused at first.</summary>
    private static async Task LoadAsync(ProjectUnderTest project) =>
        (await project.LoadAsync()).Batches.Select(b => b.Result.Error).Where(e => e is not null && e.Rule.Name is not ("source-missing" or "upstream-failed")).Select(e => e!.Message).ShouldBeEmpty();

    private static Task<IReadOnlyList<IReadOnlyList<object?>>> Codes(ProjectUnderTest project) =>
        project.AskAsync("SELECT code, count(*) FROM _warehouse.rejected_row WHERE replayed_by IS NULL GROUP BY code ORDER BY code");

    private static DateTime Utc(int day) => new(2024, 1, day, 0, 0, 0, DateTimeKind.Utc);

    private static IEnumerable<string> Errors(LoadResult result) => result.Batches.Select(b => b.Result.Error?.Message).Append(result.Error?.Message).OfType<string>();
}

using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>`--from` and `--to`: a range of each source is read again, or out of its turn, and the watermark stays.</summary>
public sealed class BackfillTests
{
    private const string Model =
        """
        sources:
          members: {table: raw.members, feed: changes, effective_at: since, watermark: {column: loaded_at}}
          orders: {table: raw.orders, feed: upserts, watermark: {column: id}, columns: {id: integer}}
          places: {table: raw.places, feed: upserts}
          prices: {files: {path: "data/prices_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-01-02]}
          member: {source: members, key: {id: integer}, scd: 2, attributes: {name: string}}
          place: {source: places, key: {id: integer}, attributes: {name: string}}
          price: {source: prices, key: {sku: string}, attributes: {amount: integer}}
        facts:
          order: {type: transaction, source: orders, grain: [id], event_time: at, degenerate: {id: integer}, dimensions: {member: {key: [member_id]}}, measures: {amount: integer}}
        """;

    private static readonly LoadRange January = new(Utc(2024, 1, 1), Utc(2024, 2, 1));

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Reads_a_range_that_the_watermark_has_left_behind_and_leaves_the_watermark_where_it_is(string engine)
    {
        await using var project = await LoadedAsync(engine);
        // They arrive behind the watermark: no load would ever read them.
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (1, 'a1', TIMESTAMP '2024-01-10 00:00:00', TIMESTAMP '2024-01-20 00:00:00'), (3, 'x', TIMESTAMP '2024-02-01 00:00:00', TIMESTAMP '2024-02-01 00:00:00')");
        (await project.LoadAsync(new() { At = Utc(2024, 6, 1) })).Batches.ShouldAllBe(b => b.Batch.Load.Pipeline == "dim_place");

        var backfilled = await project.LoadAsync(new() { Range = January });

        Errors(backfilled).ShouldBeEmpty();
        var batch = backfilled.Batches.Single(b => b.Batch.Load.Pipeline == "dim_member");
        batch.Result.Counts[LoadCounts.Read].ShouldBe(2, "what was there and what came late; the beginning of February is not in January");
        batch.Result.Counts[LoadCounts.Late].ShouldBe(1);
        (await project.AskAsync("SELECT name, valid_from FROM mart.dim_member WHERE id = 1 ORDER BY valid_from")).ShouldBe(
            [["a", Utc(1900, 1, 1)], ["a1", Utc(2024, 1, 10)], ["a2", Utc(2024, 3, 1)]]);
        (await project.AskAsync("SELECT hi FROM _warehouse.watermark WHERE pipeline = 'dim_member'")).ShouldBe([[Utc(2024, 3, 2)]]);
        (await project.AskAsync("SELECT lo, hi, mode FROM _warehouse.batch WHERE pipeline = 'dim_member' AND mode <> 'incremental'")).ShouldBe([[Utc(2024, 1, 1), Utc(2024, 2, 1).AddMicroseconds(-1), "backfill"]]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task The_same_backfill_is_done_once_unless_it_is_to_be_done_again(string engine)
    {
        await using var project = await LoadedAsync(engine);
        await project.LoadAsync(new() { Range = January });
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (4, 'd', TIMESTAMP '2024-01-10 00:00:00', TIMESTAMP '2024-01-20 00:00:00')");

        var same = await project.LoadAsync(new() { Range = January });
        var again = await project.LoadAsync(new() { Range = January, Reload = true });
        var andAgain = await project.LoadAsync(new() { Range = January, Reload = true });

        same.Batches.ShouldAllBe(b => b.Result.Status == BatchStatus.Skipped && b.Result.Error == null);
        again.Batches.Concat(andAgain.Batches).ShouldAllBe(b => b.Result.Status == BatchStatus.Committed);
        (await project.AskAsync("SELECT name FROM mart.dim_member WHERE id = 4")).ShouldBe([["d"]]);
        again.Batches.Concat(andAgain.Batches).Select(b => b.Batch.BatchId).Distinct().Count().ShouldBe(6, "a member batch and two files, twice");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Of_files_those_are_loaded_whose_time_lies_in_the_range_and_of_numbers_those_in_a_range_of_numbers(string engine)
    {
        await using var project = await LoadedAsync(engine);

        var files = (await project.PlanAsync(new() { Range = January })).Batches;
        var numbers = (await project.PlanAsync(new() { Range = new(1L, 2L) }));
        var loaded = await project.LoadAsync(new() { Range = new(1L, 2L) });

        files.Where(b => b.File is not null).Select(b => b.File!.Name).ShouldBe(["data/prices_2024-01-02.csv", "data/prices_2024-01-31.csv"]);
        numbers.Batches.Select(b => (b.Load.Pipeline, b.Range.LowNumber, b.Range.HighNumber)).ShouldBe([("fact_order", 1L, 1L)]);
        Errors(loaded).ShouldBeEmpty();
        loaded.Batches.Single().Result.Counts[LoadCounts.Read].ShouldBe(1);
    }

    [Fact]
    public async Task What_a_range_means_nothing_for_is_left_out_and_told()
    {
        await using var project = await LoadedAsync("duckdb");

        var plan = await project.PlanAsync(new() { Range = January });

        plan.LeftOut.ShouldAllBe(d => d.Rule == ExecutionRules.NotInRange && !d.IsError);
        plan.LeftOut.Select(d => d.Message).ShouldBe(
        [
            "`dim_place` is left out of the backfill: `places` is read whole: it has no `watermark`",
            "`fact_order` is left out of the backfill: the watermark of `orders` is a number, and the range is of times",
        ]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Two_backfills_that_overlap_and_run_at_once_end_as_one_after_the_other(string engine)
    {
        await using var project = await LoadedAsync(engine);
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (1, 'a1', TIMESTAMP '2024-01-10 00:00:00', TIMESTAMP '2024-01-20 00:00:00'), (9, 'z', TIMESTAMP '2024-01-05 00:00:00', TIMESTAMP '2024-01-18 00:00:00'), (8, 'y', TIMESTAMP '2024-01-05 00:00:00', TIMESTAMP '2024-02-03 00:00:00')");

        var results = await Task.WhenAll(
            project.LoadAsync(new() { Range = January }),
            project.LoadAsync(new() { Range = new(Utc(2024, 1, 15), Utc(2024, 3, 1)) }),
            project.LoadAsync(new() { Range = January }));

        results.SelectMany(Errors).ShouldBeEmpty();
        (await project.AskAsync("SELECT id, name, valid_from FROM mart.dim_member WHERE member_key > 0 ORDER BY id, valid_from")).ShouldBe(
        [
            [1L, "a", Utc(1900, 1, 1)], [1L, "a1", Utc(2024, 1, 10)], [1L, "a2", Utc(2024, 3, 1)], [2L, "b", Utc(1900, 1, 1)], [8L, "y", Utc(1900, 1, 1)], [9L, "z", Utc(1900, 1, 1)],
        ]);
        (await project.AskAsync("SELECT count(*) FROM mart.member__changes")).ShouldBe([[6L]]);
        (await project.AskAsync("SELECT count(*), count(DISTINCT batch_id) FROM _warehouse.batch WHERE pipeline = 'dim_member' AND mode = 'backfill'")).ShouldBe([[2L, 2L]]);
    }

    private static async Task<ProjectUnderTest> LoadedAsync(string engine)
    {
        var project = await ProjectUnderTest.CreateAsync(engine, Model);
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.members (id bigint, name varchar, since timestamp, loaded_at timestamp)");
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (1, 'a', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-15 00:00:00'), (1, 'a2', TIMESTAMP '2024-03-01 00:00:00', TIMESTAMP '2024-03-02 00:00:00'), (2, 'b', TIMESTAMP '2024-02-01 00:00:00', TIMESTAMP '2024-02-02 00:00:00')");
        await project.ExecuteAsync("CREATE TABLE raw.orders AS SELECT 1 AS id, 1 AS member_id, TIMESTAMP '2024-01-01 00:00:00' AS at, 5 AS amount UNION ALL SELECT 2, 1, TIMESTAMP '2024-01-02 00:00:00', 6");
        await project.ExecuteAsync("CREATE TABLE raw.places AS SELECT 1 AS id, 'p' AS name");
        foreach (var day in new[] { "2023-12-31", "2024-01-02", "2024-01-31", "2024-02-01" })
            project.Write($"data/prices_{day}.csv", $"sku,amount\np,{day[^1]}\n");
        Errors(await project.LoadAsync()).ShouldBeEmpty();
        return project;
    }

    private static DateTime Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    private static IEnumerable<string> Errors(LoadResult result) => result.Batches.Select(b => b.Result.Error?.Message).Append(result.Error?.Message).OfType<string>();
}

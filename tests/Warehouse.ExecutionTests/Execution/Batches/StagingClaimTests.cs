using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Adapters;
using Xunit;
using static Warehouse.ExecutionTests.Execution.Batches.SmallPipeline;

namespace Warehouse.ExecutionTests.Execution.Batches;

/// <summary>Two loads of one batch have staging tables of one name; one of them at a time has rows in them.</summary>
public sealed class StagingClaimTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_rival_with_the_same_batch_waits_leaves_its_tables_alone_and_finds_it_done(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        await using var others = target.With(s => s);
        Task<BatchResult>? rival = null;

        var result = await Runner(target).RunAsync(new SmallPipeline().Batch(), doing =>
        {
            // The rows are staged, and nothing is applied yet.
            if (doing == "Keep rejected rows")
            {
                rival ??= new BatchRunner(others, target.Engine.Dialect, TimeProvider.System, new() { LockTimeout = TimeSpan.FromSeconds(10) })
                    .RunAsync(new SmallPipeline { Rows = "8\n9\n" }.Batch(), null, Stop);
                Thread.Sleep(300);
            }
        }, Stop);

        result.Error.ShouldBeNull();
        (result.Status, result.Attempts).ShouldBe((BatchStatus.Committed, 1));
        (await rival!).Status.ShouldBe(BatchStatus.Skipped);
        (await AskAsync(target, "SELECT n FROM mart.numbers ORDER BY n")).ShouldBe([1L, 2L]);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_rival_that_does_not_end_is_given_way_and_its_tables_stay(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        await using var rival = await target.OpenAsync();
        await rival.ClaimAsync("numbers", TimeSpan.Zero, Stop);
        await rival.ExecuteAsync(new("CREATE TABLE _warehouse.stage_numbers (n int)"), Stop);

        var result = await Runner(target, new() { LockTimeout = TimeSpan.FromMilliseconds(300) }).RunAsync(new SmallPipeline().Batch(), null, Stop);

        result.Error!.Rule.ShouldBe(ExecutionRules.Locked);
        result.Error.Message.ShouldBe("`numbers` is held by another load (\"Wait for another load of the pipeline\"): it has not ended in time");
        result.Attempts.ShouldBe(1);
        (await LeftoversAsync(target)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task What_a_killed_load_has_left_is_dropped_unless_another_load_is_at_it(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        string[] left = ["landing_numbers_0123abcd", "stage_numbers_0123abcd", "stage_busy_0123abcd", "stage_other_0123abcd", "stage_numbers_more_0123abcd", "stage_numbers_0123abcz", "numbers_0123abcd"];
        await using var busy = await target.OpenAsync();
        await busy.ClaimAsync("busy", TimeSpan.Zero, Stop);
        foreach (var table in left)
            await busy.ExecuteAsync(new($"CREATE TABLE _warehouse.{table} (n int)"), Stop);

        await LeftStaging.DropAsync(target.Sessions, target.Engine.Dialect, ["busy", "numbers"], Stop);

        (await busy.TablesAsync("_warehouse", Stop)).Intersect(left).ShouldBe(["numbers_0123abcd", "stage_busy_0123abcd", "stage_numbers_0123abcz", "stage_numbers_more_0123abcd", "stage_other_0123abcd"]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Tables_of_a_batch_that_is_found_loaded_are_dropped(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        await Runner(target).RunAsync(new SmallPipeline().Batch(), null, Stop);
        await using (var session = await target.OpenAsync())
            await session.ExecuteAsync(new("CREATE TABLE _warehouse.stage_numbers (n int)"), Stop);

        (await Runner(target).RunAsync(new SmallPipeline().Batch(), null, Stop)).Status.ShouldBe(BatchStatus.Skipped);

        (await LeftoversAsync(target)).ShouldBe(0);
    }
}

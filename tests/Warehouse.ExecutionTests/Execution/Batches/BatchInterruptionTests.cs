using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Adapters;
using Xunit;
using static Warehouse.ExecutionTests.Execution.Batches.SmallPipeline;

namespace Warehouse.ExecutionTests.Execution.Batches;

/// <summary>A batch that rivals, a cancellation or a lost connection come in the way of.</summary>
public sealed class BatchInterruptionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_rival_that_keeps_the_lock_is_waited_for_and_then_given_way(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        await using var impatient = target.With(s => s with { LockTimeout = TimeSpan.FromMilliseconds(300) });
        await using var rival = await HoldFenceAsync(target);

        // DuckDB's database is one for all of this process: the runner's own patience counts there.
        var sessions = engine == "duckdb" ? target.Sessions : impatient;
        var options = new BatchOptions { LockTimeout = TimeSpan.FromMilliseconds(300) };
        var result = await new BatchRunner(sessions, target.Engine.Dialect, TimeProvider.System, options).RunAsync(new SmallPipeline().Batch(), null, Stop);

        result.Error!.Rule.ShouldBe(ExecutionRules.Locked);
        await rival.RollbackAsync();
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([0L]);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_rival_that_lets_go_in_time_is_no_obstacle(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        await using var rival = await HoldFenceAsync(target);

        var running = Runner(target).RunAsync(new SmallPipeline().Batch(), null, Stop);
        await Task.Delay(500, Stop);
        await rival.CommitAsync(Stop);

        (await running).Status.ShouldBe(BatchStatus.Committed);
        (await AskAsync(target, "SELECT fence FROM _warehouse.lock")).ShouldBe([2L]);
    }

    [Fact]
    public async Task A_lock_on_another_table_that_is_not_given_in_time_is_tried_again()
    {
        await using var target = EngineUnderTest.Create("postgres");
        await CreateAsync(target);
        await using var impatient = target.With(s => s with { LockTimeout = TimeSpan.FromMilliseconds(200) });
        await using var rival = await target.OpenAsync();
        await rival.BeginAsync(Stop);
        await rival.ExecuteAsync(new("LOCK TABLE mart.numbers"), Stop);
        var tries = 0;

        var result = await new BatchRunner(impatient, target.Engine.Dialect, TimeProvider.System, new() { RetryDelay = TimeSpan.FromMilliseconds(10) }).RunAsync(new SmallPipeline().Batch(), doing =>
        {
            if (doing == "Put the numbers in" && ++tries == 2)
                rival.RollbackAsync().GetAwaiter().GetResult();
        }, Stop);

        result.Status.ShouldBe(BatchStatus.Committed);
        result.Attempts.ShouldBe(2);
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([2L]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_cancelled_batch_is_rolled_back(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        using var cancel = new CancellationTokenSource();

        var result = await Runner(target).RunAsync(new SmallPipeline().Batch(), doing => CancelAt("Record the batch", doing, cancel), cancel.Token);

        result.Error!.Rule.ShouldBe(ExecutionRules.Interrupted);
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([0L]);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_lost_in_the_transaction_begins_again_from_staging()
    {
        await using var target = EngineUnderTest.Create("postgres");
        await CreateAsync(target);
        await using var killer = await target.OpenAsync();
        var doings = new List<string>();

        var result = await Runner(target, new() { RetryDelay = TimeSpan.FromMilliseconds(10) }).RunAsync(new SmallPipeline().Batch(), doing =>
        {
            doings.Add(doing);
            if (doing == "Record the batch" && doings.Count(d => d == doing) == 1)
                KillOthers(killer);
        }, Stop);

        result.Status.ShouldBe(BatchStatus.Committed);
        result.Attempts.ShouldBe(2);
        doings.Count(d => d == "Convert the rows").ShouldBe(2);
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([2L]);
    }

    [Fact]
    public async Task A_connection_that_is_lost_again_and_again_is_given_up_after_the_retries()
    {
        await using var target = EngineUnderTest.Create("postgres");
        await CreateAsync(target);
        await using var killer = await target.OpenAsync();

        var result = await Runner(target, new() { Retries = 2, RetryDelay = TimeSpan.FromMilliseconds(10) }).RunAsync(new SmallPipeline().Batch(), doing =>
        {
            if (doing == "Record the batch")
                KillOthers(killer);
        }, Stop);

        result.Error!.Rule.ShouldBe(ExecutionRules.ConnectionLost);
        result.Attempts.ShouldBe(3);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_connection_is_lost_in_the_commit_the_ledger_says_what_became_of_it(bool committed)
    {
        await using var target = EngineUnderTest.Create("postgres");
        await CreateAsync(target);
        await using var flaky = new FlakyCommits(target.Sessions, committed);

        var result = await new BatchRunner(flaky, target.Engine.Dialect, TimeProvider.System, new() { RetryDelay = TimeSpan.FromMilliseconds(10) })
            .RunAsync(new SmallPipeline().Batch(), null, Stop);

        result.Status.ShouldBe(BatchStatus.Committed);
        result.Attempts.ShouldBe(committed ? 1 : 2);
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([2L]);
    }

    private static async Task<IWarehouseSession> HoldFenceAsync(EngineUnderTest target)
    {
        var rival = await target.OpenAsync();
        await rival.ExecuteAsync(new("INSERT INTO _warehouse.lock VALUES ('numbers', 0)"), Stop);
        await rival.BeginAsync(Stop);
        await rival.ExecuteAsync(new("UPDATE _warehouse.lock SET fence = fence + 1"), Stop);
        return rival;
    }

    private static void CancelAt(string purpose, string doing, CancellationTokenSource cancel)
    {
        if (doing == purpose)
            cancel.Cancel();
    }

    private static void KillOthers(IWarehouseSession killer) => killer.QueryAsync(
        new("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"), Stop).GetAwaiter().GetResult();
}

using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using Xunit;
using static Warehouse.ExecutionTests.Execution.Batches.SmallPipeline;

namespace Warehouse.ExecutionTests.Execution.Batches;

public sealed class BatchRunnerTests
{
    private static readonly TableName Batches = new(StateTables.Schema, StateTables.Batch.Name);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Commits_rows_rejects_and_ledger_together_and_tidies_up(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);

        var result = await Runner(target).RunAsync(new SmallPipeline().Batch(), null, Stop);

        result.Error.ShouldBeNull();
        result.Status.ShouldBe(BatchStatus.Committed);
        (result.Counts[LoadCounts.Read], result.Counts[LoadCounts.Rejected], result.Counts[LoadCounts.Inserted]).ShouldBe((3, 1, 2));
        var reject = result.Rejects.ShouldHaveSingleItem();
        (reject.Code, reject.Rows).ShouldBe(("unconvertible", 1L));
        reject.Samples.Single().Reason.ShouldBe("no number");
        reject.Samples.Single().Payload.Replace(" ", "", StringComparison.Ordinal).ShouldBe("{\"n\":null,\"raw\":\"x\"}");
        (await AskAsync(target, "SELECT n FROM mart.numbers ORDER BY n")).ShouldBe([1L, 2L]);
        (await AskAsync(target, "SELECT batch_id FROM _warehouse.batch")).ShouldBe([Id.ToString()]);
        (await AskAsync(target, "SELECT fence FROM _warehouse.lock")).ShouldBe([1L]);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_batch_that_runs_again_changes_nothing_and_returns_the_stored_counts(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        var first = await Runner(target).RunAsync(new SmallPipeline().Batch(), null, Stop);

        var again = await Runner(target).RunAsync(new SmallPipeline { Rows = "8\n9\n" }.Batch(), null, Stop);

        again.Status.ShouldBe(BatchStatus.Skipped);
        again.Counts.ShouldBe(first.Counts);
        (await AskAsync(target, "SELECT n FROM mart.numbers ORDER BY n")).ShouldBe([1L, 2L]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_batch_that_a_rival_commits_meanwhile_is_found_behind_the_fence(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        var rival = new SmallPipeline { AfterStaging = [new("A rival commits the same batch", RecordTwice)] };

        var result = await Runner(target).RunAsync(rival.Batch(), null, Stop);

        result.Status.ShouldBe(BatchStatus.Skipped);
        result.Counts[LoadCounts.Inserted].ShouldBe(2);
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([0L]);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_guard_refuses_names_the_rows_and_shows_what_was_rejected(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        var guarded = new SmallPipeline { Rows = "1\n2\n3\n4\n5\n6\n7\nx\n", Guards = [new("Refuse numbers", Never("WH5199"))] };

        var result = await Runner(target).RunAsync(guarded.Batch(), null, Stop);

        result.Status.ShouldBe(BatchStatus.Refused);
        result.Error!.Code.ShouldBe("WH5199");
        result.Error.Message.ShouldStartWith("`numbers`: there is a number (n = ");
        result.Error.Message.Split("n = ").Length.ShouldBe(6);
        result.Rejects.Single().Rows.ShouldBe(1);
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([0L]);
        (await AskAsync(target, "SELECT count(*) FROM _warehouse.rejected_row")).ShouldBe([0L]);
        (await AskAsync(target, "SELECT count(*) FROM _warehouse.batch")).ShouldBe([0L]);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_guard_is_passed_over_where_its_flag_is_given(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        var guarded = new SmallPipeline { Guards = [new("Refuse numbers", Never("WH5199")) { LiftedBy = "accept-numbers" }] };

        (await Runner(target).RunAsync(guarded.Batch(), null, Stop)).Status.ShouldBe(BatchStatus.Refused);
        (await Runner(target, new() { Lifted = ["accept-numbers"] }).RunAsync(guarded.Batch(), null, Stop)).Status.ShouldBe(BatchStatus.Committed);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_broken_invariant_rolls_everything_back(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        var broken = new SmallPipeline { BeforeLedger = [new("Assert that there is no number", Never("WH5198"))] };

        var result = await Runner(target).RunAsync(broken.Batch(), null, Stop);

        result.Status.ShouldBe(BatchStatus.Failed);
        result.Error!.Code.ShouldBe("WH5198");
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([0L]);
        (await AskAsync(target, "SELECT count(*) FROM _warehouse.rejected_row")).ShouldBe([0L]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_statement_that_writes_another_number_of_rows_means_a_rival(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        var moved = new SmallPipeline { BeforeLedger = [new("Move the watermark", new Delete(Batches, "b", new Literal.Boolean(true))) { ExpectedRows = 1 }] };

        var result = await Runner(target).RunAsync(moved.Batch(), null, Stop);

        result.Error!.Rule.ShouldBe(ExecutionRules.Rival);
        result.Error.Message.ShouldContain("\"Move the watermark\" wrote 0 rows in place of 1");
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([0L]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_statements_own_error_is_named_with_its_purpose_and_not_tried_again(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);
        var wrong = new Insert(new("mart", "numbers"), ["n"], new Select { Items = [new(new Cast(new Literal.Text("x"), new SqlType.Integer()), "n")] });

        var result = await Runner(target).RunAsync(new SmallPipeline { BeforeLedger = [new("Put in what is no number", wrong)] }.Batch(), null, Stop);

        result.Status.ShouldBe(BatchStatus.Failed);
        result.Error!.Rule.ShouldBe(ExecutionRules.EngineError);
        result.Error.Message.ShouldContain("(\"Put in what is no number\")");
        result.Attempts.ShouldBe(1);
        (await AskAsync(target, "SELECT count(*) FROM mart.numbers")).ShouldBe([0L]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_target_without_its_tables_asks_for_apply(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);

        var result = await Runner(target).RunAsync(new SmallPipeline().Batch(), null, Stop);

        result.Error!.Rule.ShouldBe(ExecutionRules.TargetNotApplied);
        result.Error.Help.ShouldBe("run `warehouse apply`");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_bad_file_is_refused_and_leaves_nothing(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await CreateAsync(target);

        var result = await Runner(target).RunAsync(new SmallPipeline { Rows = "1\n\"open\n" }.Batch(), null, Stop);

        result.Status.ShouldBe(BatchStatus.Refused);
        result.Error!.Rule.ShouldBe(ExecutionRules.UnbalancedQuote);
        (await LeftoversAsync(target)).ShouldBe(0);
    }

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

    private static BatchRunner Runner(EngineUnderTest target, BatchOptions? options = null) =>
        new(target.Sessions, target.Engine.Dialect, TimeProvider.System, options ?? new() { LockTimeout = TimeSpan.FromSeconds(10) });

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

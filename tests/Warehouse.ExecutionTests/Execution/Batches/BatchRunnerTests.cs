using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
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
}

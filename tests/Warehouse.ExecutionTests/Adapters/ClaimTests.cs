using Shouldly;
using Warehouse.Execution.Sessions;
using Xunit;

namespace Warehouse.ExecutionTests.Adapters;

/// <summary>A claim is one session's at a time, and ends with it.</summary>
public sealed class ClaimTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Is_given_to_one_session_and_to_the_next_when_that_has_ended(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var others = target.With(s => s);
        await using var second = await others.OpenAsync(Stop);
        await using (var first = await target.OpenAsync())
        {
            (await first.ClaimAsync("dim_a", AtOnce, Stop)).ShouldBeTrue();
            (await first.ClaimAsync("dim_a", AtOnce, Stop)).ShouldBeTrue();
            (await second.ClaimAsync("dim_a", AtOnce, Stop)).ShouldBeFalse();
            (await second.ClaimAsync("dim_a", TimeSpan.FromMilliseconds(200), Stop)).ShouldBeFalse();
            (await second.ClaimAsync("dim_b", AtOnce, Stop)).ShouldBeTrue();
        }

        // The first one's connection is in its pool now, still open: it has kept nothing.
        (await second.ClaimAsync("dim_a", AtOnce, Stop)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Is_waited_for_as_long_as_is_said_and_outlives_the_transaction(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        var first = await target.OpenAsync();
        await using var second = await target.OpenAsync();
        await first.ClaimAsync("dim_a", AtOnce, Stop);

        var waiting = second.ClaimAsync("dim_a", TimeSpan.FromSeconds(20), Stop);
        await Task.Delay(200, Stop);
        waiting.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();

        (await waiting).ShouldBeTrue();
        await second.BeginAsync(Stop);
        await second.RollbackAsync();
        await using var third = await target.OpenAsync();
        (await third.ClaimAsync("dim_a", AtOnce, Stop)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Is_nobodys_after_the_waiting_for_it_was_cancelled(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var first = await target.OpenAsync();
        await first.ClaimAsync("dim_a", AtOnce, Stop);
        await using (var second = await target.OpenAsync())
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Should.ThrowAsync<OperationCanceledException>(second.ClaimAsync("dim_a", TimeSpan.FromSeconds(20), cancel.Token));
        }

        await first.DisposeAsync();
        await using var third = await target.OpenAsync();
        (await third.ClaimAsync("dim_a", AtOnce, Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task Is_lost_with_the_connection_and_no_statement_runs_without_it()
    {
        await using var target = EngineUnderTest.Create("postgres");
        await using var first = await target.OpenAsync();
        await using var second = await target.OpenAsync();
        await first.ClaimAsync("dim_a", AtOnce, Stop);

        // pg_locks is of the whole server: the claims of other databases are those of tests that run beside this one.
        await second.QueryAsync(
            new("SELECT pg_terminate_backend(l.pid) FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = current_database()"),
            Stop);

        (await second.ClaimAsync("dim_a", TimeSpan.FromSeconds(5), Stop)).ShouldBeTrue();
        (await Should.ThrowAsync<EngineException>(first.ExecuteAsync(new("CREATE TABLE t (a int)"), Stop))).Failure.ShouldBe(EngineFailure.ConnectionLost);
    }
}

using Shouldly;
using Warehouse.CrashingLoader;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Crashes;
using Xunit;

namespace Warehouse.ExecutionTests.Rivals;

/// <summary>A load into tables that a person is changing at the same time: it is retried or refused, and never half done.</summary>
public sealed class EditedByHandTests
{
    private const string Edit = "UPDATE mart.dim_customer SET city = 'by hand' WHERE id = 'a'";

    /// <summary>A late change: the batch that writes to most tables, and to rows that are there.</summary>
    private static readonly CrashScenario Scenario = CrashScenario.All.Single(s => s.Name == "late change");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_a_person_keeps_locked_make_it_exit_75_with_nothing_changed()
    {
        await using var test = await Edited.CreateAsync();
        var before = await test.TextAsync();
        await test.Person.BeginAsync(Stop);
        await test.Person.ExecuteAsync(new(Edit), Stop);

        var refused = await test.LoadAsync(TimeSpan.FromMilliseconds(300));

        refused.ExitCode.ShouldBe(75);
        refused.Batches.Single().Result.Error!.Message.ShouldContain("is held by another load");
        refused.Batches.Single().Result.Attempts.ShouldBe(4);
        (await test.TextAsync()).ShouldBe(before);
        await test.Person.RollbackAsync();
        (await test.LoadAsync(TimeSpan.FromSeconds(30))).ExitCode.ShouldBe(0);
        (await test.TextAsync()).ShouldBe(test.Expected);
    }

    [Fact]
    public async Task Rows_that_a_person_lets_go_of_in_time_are_waited_for()
    {
        await using var test = await Edited.CreateAsync();
        await test.Person.BeginAsync(Stop);
        await test.Person.ExecuteAsync(new(Edit), Stop);

        var loading = test.LoadAsync(TimeSpan.FromSeconds(30));
        await test.LoadWaitsAsync();
        await test.Person.RollbackAsync();

        var result = await loading;
        (result.ExitCode, result.Batches.Single().Result.Attempts).ShouldBe((0, 1));
        (await test.TextAsync()).ShouldBe(test.Expected);
    }

    [Fact]
    public async Task A_deadlock_that_it_loses_is_tried_again()
    {
        await using var test = await Edited.CreateAsync();
        // Who looks for a deadlock first is its victim: the load is, and not before there is one.
        await test.Person.ExecuteAsync(new($"ALTER DATABASE {test.Database} SET deadlock_timeout = '3s'; SET deadlock_timeout = '60s'"), Stop);
        await test.Person.BeginAsync(Stop);
        await test.Person.ExecuteAsync(new(Edit), Stop);

        var loading = test.LoadAsync(TimeSpan.FromSeconds(30));
        await test.LoadWaitsAsync();
        await test.Person.ExecuteAsync(new("UPDATE _warehouse.lock SET fence = fence WHERE pipeline = 'dim_customer'"), Stop);
        await test.Person.RollbackAsync();

        var result = await loading;
        (result.ExitCode, result.Batches.Single().Result.Attempts).ShouldBe((0, 2));
        (await test.TextAsync()).ShouldBe(test.Expected);
    }

    [Fact]
    public async Task A_person_whose_snapshot_is_older_than_the_load_is_refused_and_the_load_is_whole()
    {
        // A load itself is READ COMMITTED, and no statement of its own can fail to be serialised.
        await using var test = await Edited.CreateAsync();
        await test.Person.ExecuteAsync(new("BEGIN ISOLATION LEVEL REPEATABLE READ"), Stop);
        await test.Person.QueryAsync(new("SELECT count(*) FROM mart.dim_customer"), Stop);

        (await test.LoadAsync(TimeSpan.FromSeconds(30))).ExitCode.ShouldBe(0);

        (await Should.ThrowAsync<EngineException>(test.Person.ExecuteAsync(new(Edit), Stop))).EngineCode.ShouldBe("40001");
        await test.Person.ExecuteAsync(new("ROLLBACK"), Stop);
        (await test.TextAsync()).ShouldBe(test.Expected);
    }

    [Fact]
    public async Task A_serialisation_failure_that_somebodys_trigger_raises_is_tried_again()
    {
        await using var test = await Edited.CreateAsync();
        await test.Person.ExecuteAsync(
            new(
                """
                CREATE SEQUENCE public.tries;
                CREATE FUNCTION public.fail_once() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF nextval(''public.tries'') = 1 THEN RAISE EXCEPTION ''not now'' USING ERRCODE = ''40001''; END IF; RETURN NULL; END';
                CREATE TRIGGER fail_once AFTER UPDATE ON mart.dim_customer FOR EACH STATEMENT EXECUTE FUNCTION public.fail_once();
                """),
            Stop);

        var result = await test.LoadAsync(TimeSpan.FromSeconds(30));

        (result.Batches.Single().Result.Status, result.Batches.Single().Result.Attempts).ShouldBe((BatchStatus.Committed, 2));
        (await test.TextAsync()).ShouldBe(test.Expected);
    }

    /// <summary>A target before the batch, somebody who is connected to it, and what the batch is to leave.</summary>
    private sealed class Edited(CrashDatabases databases, LoadedProject project, LoadTarget target, ISessionSource sessions, IWarehouseSession person, string expected) : IAsyncDisposable
    {
        public IWarehouseSession Person => person;

        public string Expected => expected;

        public string Database => target.Database;

        public static async Task<Edited> CreateAsync()
        {
            var project = LoadedProject.Read(CrashModel.Yaml);
            var databases = await CrashDatabases.CreateAsync("postgres", Scenario, project);
            var expected = (await databases.UndisturbedAsync(Scenario, project)).Text;
            var target = databases.Copy();
            var sessions = target.Open(TimeSpan.FromSeconds(60));
            return new(databases, project, target, sessions, await sessions.OpenAsync(Stop), expected);
        }

        public async Task<LoadResult> LoadAsync(TimeSpan lockTimeout)
        {
            var job = new LoadJob(target, databases.Folder, Scenario.Pipelines, null) { LockTimeout = lockTimeout };
            await using var loading = target.Open(lockTimeout);
            return (await job.RunAsync(project, loading, null, null, Stop)).Result;
        }

        /// <summary>Returns when the load waits for a lock.</summary>
        public async Task LoadWaitsAsync()
        {
            await using var session = await sessions.OpenAsync(Stop);
            while ((await session.QueryAsync(new("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"), Stop)).Rows.Count == 0)
                await Task.Delay(20, Stop);
        }

        public Task<string> TextAsync() => TargetText.OfAsync(sessions);

        public async ValueTask DisposeAsync()
        {
            await person.DisposeAsync();
            await sessions.DisposeAsync();
            databases.Drop(target);
            await databases.DisposeAsync();
        }
    }
}

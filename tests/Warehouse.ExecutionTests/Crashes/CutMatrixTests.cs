using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shouldly;
using Warehouse.CrashingLoader;
using Warehouse.Execution.Runs;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>
/// The connection to Postgres is cut before and after each acknowledgement that a batch has from the server. The load goes on by itself, or is run
/// again: the target must be what it is where nothing came in the way, to the last row of the ledger.
/// </summary>
public sealed class CutMatrixTests(ITestOutputHelper output)
{
    /// <summary>How many tries go on at a time.</summary>
    private const int AtATime = 2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_whose_connection_is_cut_leaves_what_an_undisturbed_one_does()
    {
        var project = LoadedProject.Read(CrashModel.Yaml);
        var table = new StringBuilder(
            """
            Acknowledgements (ReadyForQuery) of Postgres at which the connection was cut: before one is passed on to the load, which then does not know
            what became of what it asked for; and after one, so that the next request does not come to the server.
            The load retries by itself; where it has given up (what it asks before the batch's first attempt is not retried), it is run again.

            scenario     where   tried  by itself  run again  survived

            """);
        var differences = new List<string>();
        foreach (var scenario in CrashScenario.All)
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var before in new[] { true, false })
            {
                var (tried, again, failed) = await CutEverywhereAsync(scenario, before, project);
                table.Append(CultureInfo.InvariantCulture, $"{scenario.Name,-12} {(before ? "before" : "after"),-6} {tried,6} {tried - again,10} {again,10} {tried - failed.Count,9}\n");
                differences.AddRange(failed);
            }

            output.WriteLine($"{scenario.Name}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        }

        output.WriteLine(table.ToString());
        differences.ShouldBeEmpty();
        Golden.ShouldMatch(table.ToString(), "tests", "cases", "crashes", "cuts.txt");
    }

    private static async Task<(int Tried, int Again, IReadOnlyCollection<string> Failed)> CutEverywhereAsync(CrashScenario scenario, bool before, LoadedProject project)
    {
        await using var databases = await CrashDatabases.CreateAsync("postgres", scenario, project);
        var expected = (await databases.UndisturbedAsync(scenario, project)).Text;
        var (failed, answers, next, again) = (new ConcurrentBag<string>(), 0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Task.Run(
            async () =>
            {
                await using var target = await databases.CopyToResetAsync();
                await using var link = new CutLink(databases.Job(target.Target, scenario, scenario.FullRefresh), project);
                (await link.RunAsync(0, before, Stop)).ExitCode.ShouldBe(0);
                Volatile.Write(ref answers, link.Answers);
                for (var point = Interlocked.Increment(ref next); point <= answers; point = Interlocked.Increment(ref next))
                {
                    await target.ResetAsync(Stop);
                    var result = await link.RunAsync(point, before, Stop);
                    await link.HasCut.WaitAsync(TimeSpan.FromSeconds(10), Stop);
                    if (result.ExitCode != 0)
                    {
                        Interlocked.Increment(ref again);
                        result = await link.RunAsync(0, before, Stop, await CrashDatabases.MustRefreshAsync(target.Sessions, scenario));
                    }

                    var difference = result.ExitCode == 0 ? TargetText.Difference(expected, await CrashDatabases.TextAsync(target.Sessions, scenario)) : string.Join('\n', result.Batches.Select(b => b.Result.Error).Prepend(result.Error));
                    if (difference is not null)
                        failed.Add($"{scenario.Name}, cut {(before ? "before" : "after")} answer {point} of {answers}:\n{difference}");
                }

                databases.Drop(target.Target);
            },
            Stop)));
        return (answers, again, failed);
    }

    /// <summary>Loads through a proxy, each with connections of its own: how many it opens, and so how many answers it has, is the same for all.</summary>
    private sealed class CutLink : IAsyncDisposable
    {
        private readonly CuttingProxy _proxy;
        private readonly LoadJob _job;
        private readonly LoadedProject _project;

        public CutLink(LoadJob job, LoadedProject project)
        {
            var server = job.Target.Server.Split(',');
            _proxy = new(server[0], int.Parse(server[1], CultureInfo.InvariantCulture));
            _job = job with { Target = job.Target with { Server = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1,{_proxy.Port},{server[2]}") } };
            _project = project;
        }

        public int Answers => _proxy.Answers;

        public Task HasCut => _proxy.HasCut;

        public async Task<LoadResult> RunAsync(int point, bool before, CancellationToken cancel, bool? refresh = null)
        {
            _proxy.Arm(point, before);
            await using var sessions = _job.Target.Open(_job.LockTimeout);
            return (await (_job with { FullRefresh = refresh ?? _job.FullRefresh }).RunAsync(_project, sessions, Tell, null, cancel)).Result;
        }

        public ValueTask DisposeAsync() => _proxy.DisposeAsync();

        private void Tell(LoadEvent e)
        {
            if (e is LoadEvent.BatchStarted or LoadEvent.BatchFinished)
                _proxy.Count(e is LoadEvent.BatchStarted);
        }
    }
}

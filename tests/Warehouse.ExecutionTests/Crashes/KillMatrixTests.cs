using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shouldly;
using Warehouse.CrashingLoader;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>
/// The loading process is killed (SIGKILL) before the first and after each answer that a batch has from the engine, and the load is run again:
/// the target must be what it is where nothing came in the way, to the last row of the ledger.
/// </summary>
public sealed class KillMatrixTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_load_that_is_run_again_leaves_what_an_undisturbed_one_does()
    {
        var model = Path.GetTempFileName();
        await File.WriteAllTextAsync(model, CrashModel.Yaml, Stop);
        var project = LoadedProject.Read(CrashModel.Yaml);
        var table = new StringBuilder(
            """
            Points at which the loading process was killed, and those after which the rerun left what an undisturbed load leaves.
            A point is what lies between two answers of the engine, so `after a statement` and `before the next` are one: nothing that outlives the process is between them.
            A process that is killed has a load at each point of a scenario, each in a database of its own; states are the different things that they leave.

            scenario     engine    tried  states  survived

            """);
        var differences = new List<string>();
        var process = LoaderProcess.Start(model);
        foreach (var scenario in CrashScenario.All)
        {
            var began = Stopwatch.GetTimestamp();
            await process.ReadyAsync(Stop);
            await using var postgres = await KilledLoads.HoldAsync("postgres", scenario, project, process);
            await using var duckdb = await KilledLoads.HoldAsync("duckdb", scenario, project, process);
            var held = Stopwatch.GetElapsedTime(began);
            (await process.KillAsync(Stop)).ShouldBe((137, ""));
            await process.DisposeAsync();
            process = LoaderProcess.Start(model);
            foreach (var loads in new[] { postgres, duckdb })
            {
                var failed = await loads.RunAgainAsync();
                table.Append(CultureInfo.InvariantCulture, $"{scenario.Name,-12} {loads.Engine,-9} {loads.Points,5} {loads.States,7} {loads.Points - failed.Count,9}\n");
                differences.AddRange(failed);
            }

            output.WriteLine($"{scenario.Name}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, of which {held.TotalSeconds:0.0} s until the kill");
        }

        await process.DisposeAsync();
        File.Delete(model);
        output.WriteLine(table.ToString());
        differences.ShouldBeEmpty();
        Golden.ShouldMatch(table.ToString(), "tests", "cases", "crashes", "kills.txt");
    }
}

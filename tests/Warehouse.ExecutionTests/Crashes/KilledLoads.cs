using System.Collections.Concurrent;
using System.Collections.Immutable;
using Shouldly;
using Warehouse.CrashingLoader;
using Xunit;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>The loads of a scenario on an engine, one at each point of its batch, that a process holds until it is killed.</summary>
internal sealed class KilledLoads : IAsyncDisposable
{
    /// <summary>How many loads are run again at a time.</summary>
    private const int AtATime = 2;

    private readonly CrashScenario _scenario;
    private readonly LoadedProject _project;
    private readonly CrashDatabases _databases;
    private readonly string _expected;
    private readonly ImmutableArray<LoadTarget> _targets;

    private KilledLoads(string engine, CrashScenario scenario, LoadedProject project, CrashDatabases databases, string expected, ImmutableArray<LoadTarget> targets) =>
        (Engine, _scenario, _project, _databases, _expected, _targets) = (engine, scenario, project, databases, expected, targets);

    public string Engine { get; }

    public int Points => _targets.Length;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Loads undisturbed first, and so learns what points there are and what is to be in the target at the end.</summary>
    public static async Task<KilledLoads> HoldAsync(string engine, CrashScenario scenario, LoadedProject project, LoaderProcess process)
    {
        var databases = await CrashDatabases.CreateAsync(engine, scenario, project);
        var (expected, answers) = await databases.UndisturbedAsync(scenario, project);
        var targets = ImmutableArray.CreateBuilder<LoadTarget>();
        for (var point = 0; point <= answers; point++)
        {
            targets.Add(databases.Copy());
            (await process.RunAsync(databases.Job(targets[point], scenario, scenario.FullRefresh, point), Stop)).ShouldBe("held", $"{scenario.Name}, {engine}, answer {point} of {answers}");
        }

        return new(engine, scenario, project, databases, expected, targets.ToImmutable());
    }

    /// <summary>How many different things the killed loads have left, to the last row: known when they were run again.</summary>
    public int States { get; private set; }

    /// <summary>
    /// Runs them again, and says how each differs from the undisturbed load: empty where none does. What a rerun does follows from what it meets,
    /// so of the loads that have left the same the first is run again for all.
    /// </summary>
    public async Task<IReadOnlyCollection<string>> RunAgainAsync()
    {
        var failed = new ConcurrentBag<string>();
        var met = new ConcurrentDictionary<string, Lazy<Task<string?>>>(StringComparer.Ordinal);
        await Parallel.ForAsync(0, _targets.Length, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = Stop }, async (point, _) =>
        {
            var left = await _databases.TextAsync(_targets[point]);
            if (await met.GetOrAdd(left, _ => new(() => _databases.DifferenceAsync(_targets[point], _scenario, _project, _expected))).Value is { } difference)
                failed.Add($"{_scenario.Name}, {Engine}, killed after answer {point} of {_targets.Length - 1}:\n{difference}");
            _databases.Drop(_targets[point]);
        });
        States = met.Count;
        return failed;
    }

    public ValueTask DisposeAsync() => _databases.DisposeAsync();
}

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

    /// <summary>Runs each of them again, and says how it differs from the undisturbed load: empty where none does.</summary>
    public async Task<IReadOnlyCollection<string>> RunAgainAsync()
    {
        var failed = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, _targets.Length, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = Stop }, async (point, _) =>
        {
            if (await _databases.DifferenceAsync(_targets[point], _scenario, _project, _expected) is { } difference)
                failed.Add($"{_scenario.Name}, {Engine}, killed after answer {point} of {_targets.Length - 1}:\n{difference}");
            _databases.Drop(_targets[point]);
        });
        return failed;
    }

    public ValueTask DisposeAsync() => _databases.DisposeAsync();
}

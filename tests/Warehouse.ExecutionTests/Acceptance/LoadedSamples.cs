using Shouldly;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>The retail sample, loaded by one command on each engine that is asked for, with what that command answered; its readers change nothing.</summary>
public sealed class LoadedSamples : IDisposable
{
    private readonly Dictionary<string, (Workspace Sample, Answer Run)> _loaded = new(StringComparer.Ordinal);

    internal async Task<(Workspace Sample, Answer Run)> OfAsync(string engine)
    {
        if (_loaded.TryGetValue(engine, out var loaded))
            return loaded;
        var sample = Workspace.OfModel(engine, "retail");
        var run = await sample.RunAsync("run", "--json");
        _loaded.Add(engine, (sample, run));
        run.Exit.ShouldBe(0, run.ToString());
        return (sample, run);
    }

    public void Dispose()
    {
        foreach (var (sample, _) in _loaded.Values)
            sample.Dispose();
    }
}

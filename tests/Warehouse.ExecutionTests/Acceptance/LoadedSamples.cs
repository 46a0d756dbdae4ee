using System.Text.Json;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance.Totals;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>The classes that look at the loaded sample, and change nothing.</summary>
[CollectionDefinition(Name)]
public sealed class LoadedSampleTests : ICollectionFixture<LoadedSamples>
{
    public const string Name = "the loaded sample";
}

/// <summary>The retail sample on each engine that is asked for, loaded as it would come: a day's files, a run, the next day's files.</summary>
public sealed class LoadedSamples : IDisposable
{
    private readonly Dictionary<string, LoadedSample> _loaded = new(StringComparer.Ordinal);

    internal async Task<LoadedSample> OfAsync(string engine)
    {
        if (_loaded.TryGetValue(engine, out var loaded))
            return loaded;
        var sample = Workspace.OfModel(engine, "retail");
        File.AppendAllText(Path.Combine(sample.Folder, "warehouse.yml"), $"\nobserve:\n  lineage: {{file: {LoadedSample.LineageFile}}}\n");
        _loaded.Add(engine, loaded = new(sample, []));
        var (data, later) = (Path.Combine(sample.Folder, "data"), Path.Combine(sample.Folder, "later"));
        Directory.Move(data, later);
        Directory.CreateDirectory(data);
        foreach (var day in Directory.GetFiles(later).GroupBy(f => Path.GetFileNameWithoutExtension(f)[^10..]).OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            foreach (var file in day)
                File.Move(file, Path.Combine(data, Path.GetFileName(file)));
            // Four at once on one of the engines, one after the other on the other: the rows must be equal, surrogate keys included.
            var run = await sample.RunAsync("run", "--json", "--threads", engine == "postgres" ? "4" : "1");
            run.Exit.ShouldBe(0, run.ToString());
            var states = new Dictionary<string, FactState>(StringComparer.Ordinal);
            foreach (var story in SampleFacts.All())
                states.Add(story.Fact, await FactReader.ReadAsync(sample, story));
            loaded.Days.Add(new(day.Key, run.Json.GetProperty("run_id").GetString()!, [.. run.Json.GetProperty("batches").EnumerateArray()], states));
        }

        return loaded;
    }

    public void Dispose()
    {
        foreach (var loaded in _loaded.Values)
            loaded.Sample.Dispose();
    }
}

internal sealed record LoadedSample(Workspace Sample, List<LoadedDay> Days)
{
    /// <summary>Where below the project's folder each run writes its OpenLineage events.</summary>
    public const string LineageFile = "out/lineage.ndjson";

    /// <summary>Every batch, as the runs have told of it.</summary>
    public IEnumerable<JsonElement> Batches => Days.SelectMany(d => d.Batches);
}

/// <param name="Run">The id of the day's run.</param>
/// <param name="Facts">The state of each fact after the day's run.</param>
internal sealed record LoadedDay(string Day, string Run, IReadOnlyList<JsonElement> Batches, IReadOnlyDictionary<string, FactState> Facts);

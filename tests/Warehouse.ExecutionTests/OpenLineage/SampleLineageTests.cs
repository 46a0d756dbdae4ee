using System.Text.Json;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.OpenLineage;

/// <summary>The events that the sample's six runs have left, every one judged by the published schemas.</summary>
[Collection(LoadedSampleTests.Name)]
public sealed class SampleLineageTests(LoadedSamples samples)
{
    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Every_event_of_the_sample_is_valid_and_every_batch_begins_once_and_ends_once_in_its_run(string engine)
    {
        var loaded = await samples.OfAsync(engine);

        var lines = File.ReadAllLines(Path.Combine(loaded.Sample.Folder, LoadedSample.LineageFile));

        (await PublishedSchemas.ProblemsOfAsync(lines)).SelectMany((p, i) => p.Select(problem => $"line {i + 1}: {problem}")).ShouldBeEmpty();
        var events = lines.Select(l => JsonDocument.Parse(l).RootElement).GroupBy(e => e.GetProperty("run").GetProperty("runId").GetString()).ToList();
        events.ShouldAllBe(e => string.Join(' ', e.Select(Type)) == "START COMPLETE");
        events.SelectMany(e => e.Select(Place).Distinct()).Order(StringComparer.Ordinal)
            .ShouldBe(loaded.Days.SelectMany(d => d.Batches.Select(b => $"{d.Run} {b.GetProperty("pipeline").GetString()}")).Order(StringComparer.Ordinal));
    }

    private static string Type(JsonElement e) => e.GetProperty("eventType").GetString()!;

    // The run that loads it, and the pipeline.
    private static string Place(JsonElement e) =>
        $"{e.GetProperty("run").GetProperty("facets").GetProperty("parent").GetProperty("run").GetProperty("runId").GetString()} {e.GetProperty("job").GetProperty("name").GetString()}";
}

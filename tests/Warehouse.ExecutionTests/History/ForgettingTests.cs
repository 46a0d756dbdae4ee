using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.TestEngines.History;
using Xunit;
using static Warehouse.TestEngines.History.Scenarios.ScenarioText;

namespace Warehouse.ExecutionTests.History;

/// <summary>What a store of changes that remembers for a limited time keeps.</summary>
public sealed class ForgettingTests(ScenarioDatabases databases) : IClassFixture<ScenarioDatabases>
{
    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Changes_before_the_horizon_that_said_again_what_was_known_are_forgotten(string engine)
    {
        var cancel = TestContext.Current.CancellationToken;
        var scenario = Of("", Define(FeedKind.Changes, "x:2 y:1") with { Remembers = TimeSpan.FromDays(10) },
            Batch("06", "A @01 x=1 y=1", "A @02 x=1 y=2", "A @03 x=2 y=2", "A @04 x=2 y=3", "A @05 x=2 y=4", "B @01 x=1", "B @02 x=1"),
            Batch("25", "A @20 x=2 y=5", "A @21 x=2 y=5"),
            Batch("26", "A @22 x=2 y=5"));
        var database = await databases.OfAsync(engine, cancel);
        await using var dimension = await HistoryDimension.CreateAsync(database, scenario.Definition, cancel);
        foreach (var step in scenario.Steps)
            (await dimension.LoadAsync(step.Batch, 0, cancel)).Status.ShouldBe(BatchStatus.Committed);

        var kept = await database.AskAsync($"SELECT code, x, y, extract(day FROM _effective_at)::int FROM {dimension.Store} ORDER BY code, _effective_at", cancel);

        // 4 is the last before the horizon (15 and 16 January): what comes after it is remembered in full. Nothing was heard of B since.
        kept.Rows.Select(r => string.Join(' ', r)).ShouldBe(
        [
            "A 1 1 1", "A 2 2 3", "A 2 4 5", "A 2 5 20", "A 2 5 21", "A 2 5 22", "B 1  1", "B 1  2",
        ]);
    }
}

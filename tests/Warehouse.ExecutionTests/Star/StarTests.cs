using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>
/// The property of a star: after any batches of its dimensions and its fact — late, early, repeated, corrected, deleted, reversed — the
/// fact, its keys, what it holds back, its aggregates and the counts of each batch are what the oracle says.
/// </summary>
public sealed class StarTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("duckdb", 16)]
    [InlineData("postgres", 24)]
    public Task A_star_is_what_the_oracle_says_after_every_batch(string engine, int stars) => StarProof.RunAsync(engine, stars, output);
}

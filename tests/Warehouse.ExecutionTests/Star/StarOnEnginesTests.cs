using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>
/// The property of a star: after any batches of its dimensions and its fact — late, early, repeated, corrected, deleted, reversed — the
/// fact, its keys, what it holds back, its aggregate and the counts of each batch are what the oracle says.
/// </summary>
public sealed class StarOnDuckDbTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_star_is_what_the_oracle_says() => StarProof.RunAsync("duckdb", 40, output);
}

/// <inheritdoc cref="StarOnDuckDbTests"/>
public sealed class StarOnPostgresTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_star_is_what_the_oracle_says() => StarProof.RunAsync("postgres", 40, output);
}

using Warehouse.TestEngines.History;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>The property of history on DuckDB: after any batches, a dimension is what the oracle says.</summary>
public sealed class HistoryOnDuckDbTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(FeedKind.Changes, 500)]
    [InlineData(FeedKind.Upserts, 750)]
    [InlineData(FeedKind.Snapshot, 750)]
    public Task A_dimension_is_what_the_oracle_says(FeedKind feed, int members) => HistoryProof.RunAsync("duckdb", feed, members, output);

    [Theory]
    [InlineData(FeedKind.Changes, 100)]
    [InlineData(FeedKind.Upserts, 100)]
    [InlineData(FeedKind.Snapshot, 100)]
    public Task A_dimension_by_the_day_is_what_the_oracle_says(FeedKind feed, int members) => HistoryProof.RunAsync("duckdb", feed, members, h => h.ByDate(), output);
}

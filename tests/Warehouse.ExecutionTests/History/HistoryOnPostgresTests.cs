using Warehouse.TestEngines.History;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>The property of history on Postgres: after any batches, a dimension is what the oracle says.</summary>
public sealed class HistoryOnPostgresTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(FeedKind.Changes, 150)]
    [InlineData(FeedKind.Upserts, 75)]
    [InlineData(FeedKind.Snapshot, 75)]
    public Task A_dimension_is_what_the_oracle_says(FeedKind feed, int members) => HistoryProof.RunAsync("postgres", feed, members, output);

    [Theory]
    [InlineData(FeedKind.Changes, 60)]
    [InlineData(FeedKind.Upserts, 40)]
    [InlineData(FeedKind.Snapshot, 40)]
    public Task A_dimension_by_the_day_is_what_the_oracle_says(FeedKind feed, int members) => HistoryProof.RunAsync("postgres", feed, members, h => h.ByDate(), output);
}

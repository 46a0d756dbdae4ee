using Warehouse.TestEngines.History;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>The property of a full refresh: whatever was loaded before, a dimension is what its source tells now.</summary>
public sealed class RefreshTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("duckdb", FeedKind.Changes, 75)]
    [InlineData("duckdb", FeedKind.Upserts, 25)]
    [InlineData("duckdb", FeedKind.Snapshot, 25)]
    [InlineData("postgres", FeedKind.Changes, 50)]
    [InlineData("postgres", FeedKind.Upserts, 25)]
    [InlineData("postgres", FeedKind.Snapshot, 25)]
    public Task A_dimension_that_is_loaded_anew_is_what_its_source_tells_under_the_keys_it_had(string engine, FeedKind feed, int members) =>
        RefreshProof.RunAsync(engine, feed, members, output);
}

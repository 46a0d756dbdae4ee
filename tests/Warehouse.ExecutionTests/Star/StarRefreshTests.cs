using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>The property of a full refresh of a star: whatever was loaded before, it is what one load of each source makes.</summary>
public sealed class StarRefreshTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("duckdb", 3)]
    [InlineData("postgres", 6)]
    public Task A_star_that_is_loaded_anew_is_what_one_load_of_each_source_makes(string engine, int stars) => StarRefreshProof.RunAsync(engine, stars, output);
}

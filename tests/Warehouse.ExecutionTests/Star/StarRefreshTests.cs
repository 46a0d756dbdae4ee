using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>The property of a fact's full refresh: whatever was loaded before, it is what one load of its source makes.</summary>
public sealed class StarRefreshTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("duckdb", 3)]
    [InlineData("postgres", 6)]
    public Task A_fact_that_is_loaded_anew_is_what_one_load_of_its_source_makes(string engine, int stars) => StarRefreshProof.RunAsync(engine, stars, output);
}

using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.Planning.Tables;
using Warehouse.TestEngines.Star;
using Warehouse.TestEngines.Star.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>Random stars × batches of their dimensions and of their fact on an engine, against the oracle, after each batch.</summary>
internal sealed class StarProof(ProofDatabase database, CancellationToken cancel)
{
    private readonly StarTally _tally = new();

    public static async Task RunAsync(string engine, int stars, ITestOutputHelper output)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await ProofDatabase.OpenAsync(engine, cancel);
        var proof = new StarProof(database, cancel);
        await new Proof<StarCase>(StarGenerator.Cases, 11, proof.DifferenceAsync, StarShrinker.ShrinkAsync, StarText.Write, proof._tally.Count).RunAsync(checkedSoFar => checkedSoFar < stars);
        output.WriteLine($"{engine}: {proof._tally}\n{database.Profile}");
    }

    /// <summary>How the engine is not as it should be; null where it is.</summary>
    private async Task<string?> DifferenceAsync(StarCase star)
    {
        await using var engine = await StarUnderTest.CreateAsync(database, star.Definition, cancel);
        var oracle = new StarOracle(star.Definition);
        for (var i = 0; i < star.Batches.Length; i++)
        {
            if (await DifferenceAsync(engine, oracle, star.Batches[i]) is { } difference)
                return $"after batch {i + 1}:\n{difference}";
        }

        return null;
    }

    private async Task<string?> DifferenceAsync(StarUnderTest engine, StarOracle oracle, StarBatch batch)
    {
        var expected = batch.Dimension is null ? oracle.LoadFacts(batch) : null;
        if (expected is null)
            oracle.LoadMembers(batch);
        var result = await engine.LoadAsync(batch, cancel);
        if (BatchFailure.Of(result) is { } failed)
            return $"the batch is {failed}";
        if (expected is not null && Actual(result) is var actual && actual != expected)
            return $"oracle: {expected}\nengine: {actual}";
        try
        {
            return StarState.Difference(oracle.State(), await engine.StateAsync(cancel));
        }
        catch (ShouldAssertException e)
        {
            return e.Message;
        }
    }

    private static FactReport Actual(BatchResult result)
    {
        int Of(string count) => (int)result.Counts[count];
        return new()
        {
            Read = Of(LoadCounts.Read),
            Rejected = Of(LoadCounts.Rejected),
            Superseded = Of(LoadCounts.Superseded),
            Held = Of(LoadCounts.Held),
            Inserted = Of(LoadCounts.Inserted),
            Updated = Of(LoadCounts.Updated),
            Deleted = Of(LoadCounts.Deleted),
            Unchanged = Of(LoadCounts.Unchanged),
            Ignored = Of(LoadCounts.Ignored),
        };
    }
}

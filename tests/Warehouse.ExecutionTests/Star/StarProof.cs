using CsCheck;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.History;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.Planning.Tables;
using Warehouse.TestEngines.Star;
using Warehouse.TestEngines.Star.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>
/// Random stars × batches of their dimensions and of their fact on an engine, against the oracle, after each batch. Every run takes the
/// same seeds, 0, 1, 2 …, and a failure names its own. WAREHOUSE_SOAK_MINUTES makes each engine go on for so long with seeds of chance.
/// </summary>
internal sealed class StarProof(ProofDatabase database, CancellationToken cancel)
{
    private const uint Stream = 11;

    private readonly StarTally _tally = new();

    public static async Task RunAsync(string engine, int stars, ITestOutputHelper output)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await ProofDatabase.OpenAsync(engine, cancel);
        var proof = new StarProof(database, cancel);
        if (HistoryProof.SoakMinutes is { } minutes)
            await StarGenerator.Cases.SampleAsync(c => proof.CheckAsync(c, "a seed of chance"), iter: -1, time: (int)(minutes * 60), threads: 1, print: _ => "(below, shrunk)");
        for (ulong seed = 0; seed < (ulong)stars; seed++)
            await proof.CheckAsync(StarGenerator.Cases.Generate(new PCG(Stream, seed), null, out _), $"seed {seed}");
        output.WriteLine($"{engine}: {proof._tally}\n{database.Profile}");
    }

    private async Task CheckAsync(StarCase star, string seed)
    {
        if (await DifferenceAsync(star) is { } difference)
        {
            var smallest = await StarShrinker.ShrinkAsync(star, async s => await DifferenceAsync(s) is not null);
            throw new ShouldAssertException($"{seed}:\n{StarText.Write(smallest)}\n{await DifferenceAsync(smallest) ?? $"once, and not when it was run again: {difference}"}");
        }

        _tally.Count(star);
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
        if (result.Status != BatchStatus.Committed)
            return $"the batch is {result.Status}: {result.Error?.Message}";
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

using CsCheck;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.History;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.Star;
using Warehouse.TestEngines.Star.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>
/// Random stars, of which the fact is loaded anew from all that its source has ever delivered: it has what one load of it all has beside the
/// members that are there, and goes on from there.
/// </summary>
internal sealed class StarRefreshProof(ProofDatabase database, CancellationToken cancel)
{
    private readonly StarTally _tally = new();

    public static async Task RunAsync(string engine, int stars, ITestOutputHelper output)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await ProofDatabase.OpenAsync(engine, cancel);
        var proof = new StarRefreshProof(database, cancel);
        var cases = StarGenerator.Cases.Where(c => c.Batches.Any(b => b.Dimension is null));
        await new Proof<StarCase>(cases, 17, proof.DifferenceAsync, StarShrinker.ShrinkAsync, StarText.Write, proof._tally.Count).RunAsync(checkedSoFar => checkedSoFar < stars);
        output.WriteLine($"{engine}: {proof._tally}\n{database.Profile}");
    }

    /// <summary>How the engine is not as it should be; null where it is.</summary>
    private async Task<string?> DifferenceAsync(StarCase star)
    {
        var facts = star.Batches.Where(b => b.Dimension is null).ToList();
        if (facts.Count == 0)
            return null;
        await using var engine = await StarUnderTest.CreateAsync(database, star.Definition, cancel);
        var oracle = new StarOracle(star.Definition);
        foreach (var batch in star.Batches)
        {
            oracle.Load(batch);
            if (Failed(await engine.LoadAsync(batch, cancel)) is { } failed)
                return $"a batch before the refresh is {failed}";
        }

        var source = Many(new(HistoryGenerator.BatchTime(100), null, [], [.. facts.SelectMany(b => b.Facts)]));
        oracle.RefreshFacts(source);
        if (Failed(await engine.RefreshFactsAsync(source, cancel)) is { } refused)
            return $"the refresh is {refused}";
        if (StarState.Difference(oracle.State(), await engine.StateAsync(cancel)) is { } difference)
            return $"after the refresh:\n{difference}";

        foreach (var (i, batch) in star.Batches.Index().TakeLast(2))
        {
            var later = Many(batch with { At = HistoryGenerator.BatchTime(101 + i) });
            oracle.Load(later);
            if (Failed(await engine.LoadAsync(later, cancel)) is { } stopped)
                return $"a batch after the refresh is {stopped}";
            if (StarState.Difference(oracle.State(), await engine.StateAsync(cancel)) is { } another)
                return $"after batch {i + 1}, once more after the refresh:\n{another}";
        }

        return null;
    }

    /// <summary>So many rows that any share of them may be rejected (loads.md).</summary>
    private static StarBatch Many(StarBatch batch) => batch with { Copies = (StarGenerator.ManyRows / Math.Max(1, batch.Members.Length + batch.Facts.Length)) + 1 };

    private static string? Failed(BatchResult result) => result.Status == BatchStatus.Committed ? null : $"{result.Status}: {result.Error?.Message}";
}

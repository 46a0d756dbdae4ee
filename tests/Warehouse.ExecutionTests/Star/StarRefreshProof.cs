using CsCheck;
using Warehouse.ExecutionTests.History;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.Star;
using Warehouse.TestEngines.Star.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.Star;

/// <summary>
/// Random stars, whose dimensions and then whose fact are loaded anew from all that their sources have ever delivered: each is what one load
/// of it all makes, facts follow, and the next batches go on from there.
/// </summary>
internal sealed class StarRefreshProof(ProofDatabase database, CancellationToken cancel)
{
    private readonly StarTally _tally = new();

    public static async Task RunAsync(string engine, int stars, ITestOutputHelper output)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await ProofDatabase.OpenAsync(engine, cancel);
        var proof = new StarRefreshProof(database, cancel);
        await new Proof<StarCase>(StarGenerator.Cases, 17, proof.DifferenceAsync, StarShrinker.ShrinkAsync, StarText.Write, proof._tally.Count).RunAsync(checkedSoFar => checkedSoFar < stars);
        output.WriteLine($"{engine}: {proof._tally}\n{database.Profile}");
    }

    /// <summary>How the engine is not as it should be; null where it is.</summary>
    private async Task<string?> DifferenceAsync(StarCase star)
    {
        await using var engine = await StarUnderTest.CreateAsync(database, star.Definition, cancel);
        var oracle = new StarOracle(star.Definition);
        foreach (var batch in star.Batches)
        {
            oracle.Load(batch);
            if (BatchFailure.Of(await engine.LoadAsync(batch, cancel)) is { } failed)
                return $"a batch before the refresh is {failed}";
        }

        foreach (var source in Sources(star))
        {
            oracle.Refresh(source);
            var what = source.Dimension is { } place ? $"dimension {place + 1}" : "the fact";
            if (BatchFailure.Of(await engine.RefreshAsync(source, cancel)) is { } refused)
                return $"the refresh of {what} is {refused}";
            if (StarState.Difference(oracle.State(), await engine.StateAsync(cancel)) is { } difference)
                return $"after the refresh of {what}:\n{difference}";
        }

        foreach (var (i, batch) in star.Batches.Index().TakeLast(2))
        {
            var later = Many(batch with { At = HistoryGenerator.BatchTime(110 + i) });
            oracle.Load(later);
            if (BatchFailure.Of(await engine.LoadAsync(later, cancel)) is { } stopped)
                return $"a batch after the refresh is {stopped}";
            if (StarState.Difference(oracle.State(), await engine.StateAsync(cancel)) is { } difference)
                return $"after batch {i + 1}, once more after the refresh:\n{difference}";
        }

        return null;
    }

    /// <summary>All that has been delivered, for each source that delivered anything and can tell it again.</summary>
    private static IEnumerable<StarBatch> Sources(StarCase star) => star.Batches.GroupBy(b => b.Dimension).OrderBy(b => b.Key ?? int.MaxValue)
        .Where(b => b.Key is not { } place || RefreshCase.IsTold(star.Definition.Dimensions[place]))
        .Select((b, i) => Many(new(HistoryGenerator.BatchTime(100 + i), b.Key, [.. b.SelectMany(batch => batch.Members)], [.. b.SelectMany(batch => batch.Facts)])));

    /// <summary>So many rows that any share of them may be rejected (loads.md).</summary>
    private static StarBatch Many(StarBatch batch) => batch with { Copies = SourceTable.CopiesToReject(batch.Members.Length + batch.Facts.Length) };
}

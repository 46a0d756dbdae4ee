using System.Collections.Immutable;
using CsCheck;
using Shouldly;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>
/// Random histories, of which some is loaded, and then all that the source has by then is loaded anew: the members that it tells are what the
/// oracle makes of it, all others are as they were, and who was there before keeps its keys.
/// </summary>
internal sealed class RefreshProof(ProofDatabase database, CancellationToken cancel)
{
    private readonly HistoryTally _tally = new();

    /// <summary>Compares at least so many member histories.</summary>
    public static async Task RunAsync(string engine, FeedKind feed, int members, ITestOutputHelper output)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await ProofDatabase.OpenAsync(engine, cancel);
        var proof = new RefreshProof(database, cancel);
        await new Proof<RefreshCase>(RefreshCase.Of(feed), 13, proof.DifferenceAsync, RefreshCase.ShrinkAsync, c => c.Write(), c => proof._tally.Count(c.History))
            .RunAsync(_ => proof._tally.Members < members);
        output.WriteLine($"{engine}, {feed}: {proof._tally}\n{database.Profile}");
    }

    /// <summary>How the engine is not as it should be; null where it is.</summary>
    private async Task<string?> DifferenceAsync(RefreshCase refresh)
    {
        // A source that has nothing is refused, as it is by any load.
        if (refresh.Source.Rows.IsEmpty)
            return null;
        await using var dimension = await HistoryDimension.CreateAsync(database, refresh.History.Definition, cancel);
        var (before, anew) = (new HistoryOracle(refresh.History.Definition), new HistoryOracle(refresh.History.Definition));
        foreach (var batch in refresh.Before)
        {
            if (BatchFailure.Of(await dimension.LoadAsync(batch, before.Load(batch).Rejected, cancel)) is { } failed)
                return $"a batch before the refresh is {failed}";
        }

        var keys = await dimension.KeysAsync(cancel);
        if (BatchFailure.Of(await dimension.RefreshAsync(refresh.Source, anew.Load(refresh.Source).Rejected, cancel)) is { } refused)
            return $"the refresh is {refused}";
        var told = anew.Told().ToHashSet();
        if (await CompareAsync(dimension, "the refresh", before, anew, told) is { } difference)
            return difference;
        if (Moved(keys, await dimension.KeysAsync(cancel), refresh) is { } moved)
            return moved;

        var rejected = Math.Max(before.Load(refresh.After).Rejected, anew.Load(refresh.After).Rejected);
        if (BatchFailure.Of(await dimension.LoadAsync(refresh.After, rejected, cancel)) is { } stopped)
            return $"the batch after the refresh is {stopped}";
        return await CompareAsync(dimension, "the batch after the refresh", before, anew, told);
    }

    private async Task<string?> CompareAsync(HistoryDimension dimension, string after, HistoryOracle before, HistoryOracle anew, HashSet<MemberKey> told)
    {
        try
        {
            var known = before.Told().ToHashSet();
            ImmutableArray<HistoryRow> expected = [.. before.Rows().Where(r => !told.Contains(r.Key)), .. anew.Rows().Where(r => told.Contains(r.Key) || !known.Contains(r.Key))];
            var actual = await dimension.RowsAsync(cancel);
            return HistoryRow.Same(expected, actual) ? null : HistoryText.Difference(after, expected, actual);
        }
        catch (ShouldAssertException e)
        {
            return $"after {after} the dimension is none: {e.Message}";
        }
    }

    /// <summary>Whose keys are others now, though the member or the version is the same.</summary>
    private static string? Moved(
        ImmutableArray<(HistoryRow Row, long Surrogate, long Durable)> before, ImmutableArray<(HistoryRow Row, long Surrogate, long Durable)> after, RefreshCase refresh)
    {
        foreach (var (row, surrogate, durable) in before)
        {
            if (after.Where(a => a.Row.Key == row.Key).Select(a => a.Durable).FirstOrDefault(durable) is var now && now != durable)
                return $"the durable key of {row.Key} was {durable} and is {now}";
            if (after.Where(a => a.Row.SameAs(row)).Select(a => a.Surrogate).FirstOrDefault(surrogate) is var other && other != surrogate)
                return $"the surrogate of {row} was {surrogate} and is {other}";
        }

        return refresh.LeavesSourceAsItIs && refresh.History.IsOrderFree && before.Length != after.Length ? "versions have come or gone, though the source is as it was" : null;
    }
}

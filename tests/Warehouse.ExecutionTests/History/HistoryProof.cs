using CsCheck;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>Random definitions × histories × batchings on an engine, against the oracle.</summary>
internal sealed class HistoryProof(ProofDatabase database, CancellationToken cancel)
{
    private readonly HistoryTally _tally = new();

    /// <summary>Compares at least so many member histories.</summary>
    public static Task RunAsync(string engine, FeedKind feed, int members, ITestOutputHelper output) => RunAsync(engine, feed, members, h => h, output);

    /// <param name="turned">What is made of each case.</param>
    public static async Task RunAsync(string engine, FeedKind feed, int members, Func<HistoryCase, HistoryCase> turned, ITestOutputHelper output)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await ProofDatabase.OpenAsync(engine, cancel);
        var proof = new HistoryProof(database, cancel);
        await new Proof<HistoryCase>(HistoryGenerator.Of(feed).Select(turned), 7, proof.DifferenceAsync, HistoryShrinker.ShrinkAsync, HistoryText.Write, proof._tally.Count)
            .RunAsync(_ => proof._tally.Members < members);
        output.WriteLine($"{engine}, {feed}: {proof._tally}\n{database.Profile}");
    }

    /// <summary>How the engine is not as it should be; null where it is.</summary>
    private async Task<string?> DifferenceAsync(HistoryCase history)
    {
        await using var dimension = await HistoryDimension.CreateAsync(database, history.Definition, cancel);
        var oracle = new HistoryOracle(history.Definition);
        if (await LoadAsync(dimension, oracle, history.Batches) is { } difference)
            return difference;
        if (history.Definition.Feed != FeedKind.Changes)
            return await AgainAsync(dimension, history.Batches[^1], oracle);
        return history.IsOrderFree ? await ShuffledAsync(history, oracle) : null;
    }

    private async Task<string?> LoadAsync(HistoryDimension dimension, HistoryOracle oracle, IReadOnlyList<HistoryBatch> batches)
    {
        for (var i = 0; i < batches.Count; i++)
        {
            var report = oracle.Load(batches[i]);
            if (BatchFailure.Of(await dimension.LoadAsync(batches[i], report.Rejected, cancel)) is { } failed)
                return $"batch {i + 1} is {failed}";
            if (await CompareAsync(dimension, $"batch {i + 1}", oracle) is { } difference)
                return difference;
        }

        return null;
    }

    /// <summary>A batch that is loaded again is the same batch, and is skipped.</summary>
    private async Task<string?> AgainAsync(HistoryDimension dimension, HistoryBatch last, HistoryOracle oracle)
    {
        var result = await dimension.LoadAsync(last, 0, cancel);
        return result.Status != BatchStatus.Skipped ? $"the last batch, loaded again, is {result.Status}" : await CompareAsync(dimension, "the last batch again", oracle);
    }

    /// <summary>Another dimension with the same changes in another order and other batches, and then with all of them once more.</summary>
    private async Task<string?> ShuffledAsync(HistoryCase history, HistoryOracle oracle)
    {
        await using var dimension = await HistoryDimension.CreateAsync(database, history.Definition, cancel);
        foreach (var batch in history.Shuffled().Append(history.Replayed()))
        {
            if (BatchFailure.Of(await dimension.LoadAsync(batch, 0, cancel)) is { } failed)
                return $"a batch of the shuffled rows is {failed}";
            if (batch.At == history.Shuffled()[^1].At && await CompareAsync(dimension, "the shuffled rows", oracle) is { } difference)
                return difference;
        }

        return await CompareAsync(dimension, "all rows again", oracle);
    }

    private async Task<string?> CompareAsync(HistoryDimension dimension, string after, HistoryOracle oracle)
    {
        try
        {
            var (expected, actual) = (oracle.Rows(), await dimension.RowsAsync(cancel));
            return HistoryRow.Same(expected, actual) ? null : HistoryText.Difference(after, expected, actual);
        }
        catch (ShouldAssertException e)
        {
            return $"after {after} the dimension is none: {e.Message}";
        }
    }
}

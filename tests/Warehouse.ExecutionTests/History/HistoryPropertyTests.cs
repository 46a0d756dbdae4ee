using System.Globalization;
using CsCheck;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>Random definitions, histories and batchings, on real engines, against the oracle.</summary>
public sealed class HistoryPropertyTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("duckdb", FeedKind.Changes, 60)]
    [InlineData("duckdb", FeedKind.Upserts, 60)]
    [InlineData("duckdb", FeedKind.Snapshot, 60)]
    public async Task A_dimension_is_what_the_oracle_says(string engine, FeedKind feed, int cases)
    {
        await using var database = await HistoryDatabase.OpenAsync(engine, Stop);
        var members = 0;
        await HistoryGenerator.Of(feed, new HistoryFeatures()).SampleAsync(
            async history =>
            {
                members += history.Members;
                if (await DifferenceAsync(database, history) is null)
                    return;
                var smallest = await HistoryShrinker.ShrinkAsync(history, async h => await DifferenceAsync(database, h) is not null);
                throw new ShouldAssertException($"{HistoryText.Write(smallest)}\n{await DifferenceAsync(database, smallest)}");
            },
            iter: cases,
            threads: 1,
            print: _ => "");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{members} member histories; {database.Profile}"));
    }

    /// <summary>How the engine's dimension is not the oracle's; null where they agree after every batch.</summary>
    private static async Task<string?> DifferenceAsync(HistoryDatabase database, HistoryCase history)
    {
        var oracle = new HistoryOracle(history.Definition);
        await using var dimension = await database.CreateAsync(history.Definition, Stop);
        for (var i = 0; i < history.Batches.Length; i++)
        {
            var report = oracle.Load(history.Batches[i]);
            var result = await dimension.LoadAsync(history.Batches[i], report.Rejected, Stop);
            if (result.Status != BatchStatus.Committed)
                return $"batch {i + 1} is {result.Status}: {result.Error?.Message}";
            var (expected, actual) = (oracle.Rows(), await dimension.RowsAsync(Stop, inOrder: history.Definition.Feed != FeedKind.Changes));
            if (!HistoryRow.Same(expected, actual))
                return HistoryText.Difference(i + 1, expected, actual);
        }

        return null;
    }
}

using System.Collections.Concurrent;
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
        var features = new HistoryFeatures { Scd = [0, 1, 2], Runs = false, NullMeans = false, Late = false };
        await HistoryGenerator.Of(feed, features).SampleAsync(
            async history =>
            {
                Interlocked.Add(ref members, history.Members);
                await CompareAsync(database, history);
            },
            iter: cases,
            threads: 1,
            print: HistoryText.Write);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{members} member histories; {database.Profile}"));
    }

    private static async Task CompareAsync(HistoryDatabase database, HistoryCase history)
    {
        var oracle = new HistoryOracle(history.Definition);
        await using var dimension = await database.CreateAsync(history.Definition, Stop);
        for (var i = 0; i < history.Batches.Length; i++)
        {
            var report = oracle.Load(history.Batches[i]);
            var result = await dimension.LoadAsync(history.Batches[i], report.Rejected, Stop);
            result.Error?.Message.ShouldBeNull();
            result.Status.ShouldBe(BatchStatus.Committed);
            var (expected, actual) = (oracle.Rows(), await dimension.RowsAsync(Stop, inOrder: true));
            if (!HistoryRow.Same(expected, actual))
                throw new ShouldAssertException(HistoryText.Difference(i + 1, expected, actual));
        }
    }
}

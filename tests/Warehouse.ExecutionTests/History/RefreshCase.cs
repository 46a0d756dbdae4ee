using System.Globalization;
using CsCheck;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>A history of which a part is loaded before its source is loaded anew, and what the source has by then.</summary>
/// <param name="Loaded">How many of its batches are loaded before.</param>
/// <param name="LeavesOut">Of the source's rows every so many are gone when it is loaded anew; 0: none are.</param>
internal sealed record RefreshCase(HistoryCase History, int Loaded, int LeavesOut)
{
    public static Gen<RefreshCase> Of(FeedKind feed) =>
        from history in feed == FeedKind.Changes ? HistoryGenerator.Of(feed) : HistoryGenerator.Of(feed).Select(Unobserved)
        from loaded in Gen.Frequency((2, Gen.Const(int.MaxValue)), (1, Gen.Int[0, 4]))
        from leavesOut in Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[2, 5]))
        select new RefreshCase(history, loaded, leavesOut);

    /// <summary>Whether the source can tell again what the dimension has: what was only observed is refused.</summary>
    public static bool IsTold(HistoryDefinition definition) =>
        definition.Feed == FeedKind.Changes || (definition.Attributes.All(a => a.Scd == 1) && !definition.NullMeansUnchanged);

    public static async Task<RefreshCase> ShrinkAsync(RefreshCase refresh, Func<RefreshCase, Task<bool>> fails) =>
        refresh with { History = await HistoryShrinker.ShrinkAsync(refresh.History, history => fails(refresh with { History = history })) };

    public string Write() =>
        string.Create(CultureInfo.InvariantCulture, $"{HistoryText.Write(History)}{Math.Min(Loaded, History.Batches.Length)} batches are loaded before{(LeavesOut == 0 ? "" : $", one of {LeavesOut} rows is gone")}\n");

    public IEnumerable<HistoryBatch> Before => History.Batches.Take(Loaded);

    public bool LeavesSourceAsItIs => Loaded >= History.Batches.Length && LeavesOut == 0;

    /// <summary>What the source has when it is loaded anew.</summary>
    public HistoryBatch Source => History.Replayed() with { Rows = [.. History.Batches.SelectMany(b => b.Rows).Where(IsLeft)] };

    /// <summary>What comes after that.</summary>
    public HistoryBatch After => History.Batches[^1] with { At = HistoryGenerator.BatchTime(201) };

    private static HistoryCase Unobserved(HistoryCase history) => history with
    {
        Definition = history.Definition with { Attributes = [.. history.Definition.Attributes.Select(a => a with { Scd = 1, PerRun = false })], NullMeansUnchanged = false },
    };

    // By what the row says and not by its place, so that a shrunk history leaves the same rows.
    private bool IsLeft(SourceRow row) => LeavesOut == 0 || (row.Order + row.Wins + (row.Stamp?.Day ?? 0)) % LeavesOut != 0;
}

using System.Collections.Immutable;
using System.Diagnostics;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Loads;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>A dimension in a real engine, loaded batch by batch through the product's own planner, compiler and runner.</summary>
internal sealed class HistoryDimension(HistoryDatabase database, HistoryDefinition definition, DimensionLoad load, SourceTable source, LoadContext context) : IAsyncDisposable
{
    public string Table => $"{load.Dimension.Schema}.{load.Pipeline}";

    /// <summary>Where its accepted changes are kept.</summary>
    public string Store => $"{load.ChangeStore!.Schema}.{load.ChangeStore.Name}";

    /// <summary>From how many rows up a share of them may be rejected, not only one (loads.md).</summary>
    private const int ManyRows = 100;

    /// <summary>Delivers a batch and loads it, the batch's time being the run's.</summary>
    /// <param name="batch">What the source delivers.</param>
    /// <param name="rejects">How many of its rows will be rejected, so that there are rows enough for that to be let through.</param>
    /// <param name="cancel">Stops the load.</param>
    /// <param name="lifted">Guards that are lifted.</param>
    public async Task<BatchResult> LoadAsync(HistoryBatch batch, int rejects, CancellationToken cancel, params string[] lifted)
    {
        var began = Stopwatch.GetTimestamp();
        await database.DeliverAsync(source, batch, copies: rejects > 1 ? (ManyRows / batch.Rows.Length) + 1 : 1, cancel);
        database.Profile.Delivering += Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        var options = new LoadOptions { At = batch.At, Batches = new() { Retries = 0, Lifted = [.. lifted] } };
        var result = await new LoadRun(context, options, null).RunAsync(cancel);
        database.Profile.Loading += Stopwatch.GetElapsedTime(began);
        database.Profile.Batches++;
        result.Error.ShouldBeNull();
        return result.Batches.ShouldHaveSingleItem().Result;
    }

    /// <summary>The rows as they stand, the invariants of every dimension having been checked.</summary>
    public async Task<ImmutableArray<HistoryRow>> RowsAsync(CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var found = await database.AskAsync($"SELECT * FROM {Table}", cancel);
        database.Profile.Reading += Stopwatch.GetElapsedTime(began);
        return new DimensionReading(definition, load.Dimension.Name.Text, found).Rows();
    }

    public async ValueTask DisposeAsync() => await database.DropAsync(load, source, CancellationToken.None);

}

using Warehouse.Compilation.Loads;
using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>The batch of a backfill of a source in the warehouse: one range of its watermark.</summary>
internal sealed class BackfillBatches(LoadRange range, LoadOptions options, SourceShapes shapes, DateTime runAt, TimeProvider clock)
{
    /// <summary>Why a range means nothing for a pipeline, which a backfill then leaves out; null where it means something.</summary>
    public Diagnostic? Unfit(PipelineLoad load)
    {
        if (load.Reads?.Source is not { } source)
            return null;
        var why = source switch
        {
            { Origin: SourceOrigin.Files { BatchTime: null } } => $"its files bear no time: `{source.Name}` has no `batch_time`",
            { Origin: SourceOrigin.Files } when range.IsNumber => $"its files bear a time, and the range is of numbers",
            { Origin: SourceOrigin.Files } => null,
            { Watermark: null } => $"`{source.Name}` is read whole: it has no `watermark`",
            { Feed: Feed.Snapshot } => $"`{source.Name}` is a snapshot: what a part of it leaves out would be deleted",
            { Watermark.IsNumber: true } when !range.IsNumber => $"the watermark of `{source.Name}` is a number, and the range is of times",
            { Watermark.IsNumber: false } when range.IsNumber => $"the watermark of `{source.Name}` is a time, and the range is of numbers",
            _ when load is FactLoad { Fact.Type: FactType.PeriodicSnapshot } => "a period is replaced as a whole, and a range may cut one",
            _ when load is BridgeLoad => "a group is replaced as a whole, and a range may cut one",
            _ => null,
        };
        return why is null ? null : ExecutionRules.NotInRange.At(load.DeclaredAt, $"`{load.Pipeline}` is left out of the backfill: {why}", "leave it out by `--exclude`, or load it without a range");
    }

    public async Task<PendingBatch> OfAsync(PipelineLoad load, int position, SourceRead read, TargetState state, CancellationToken cancellationToken)
    {
        var source = read.Source;
        var batch = new PendingBatch(load, position) { Source = source.Name.Text, BatchAt = runAt, Mode = BatchMode.Backfill };
        var (shape, refusal) = await shapes.OfAsync(load, read, cancellationToken).ConfigureAwait(false);
        if (shape is null)
            return batch with { Refusal = refusal };
        if (range.IsNumber)
        {
            var (from, to) = ((long)range.From, (long)range.To - 1);
            return batch with { BatchId = Id(state, of => BatchIdentity.OfNumbers(load.Pipeline, ModelHash.Of(load), of, from, to, batch.Mode), source), Range = new() { LowNumber = from, HighNumber = to } };
        }

        // A batch is closed at both ends, a range is not.
        var low = (DateTime)range.From;
        var high = ((DateTime)range.To).AddMicroseconds(-1);
        var safe = source.Watermark!.Safe(clock.GetUtcNow().UtcDateTime).CutToMicroseconds();
        if (high > safe)
            high = safe;
        return batch with { BatchId = Id(state, of => BatchIdentity.OfRange(load.Pipeline, ModelHash.Of(load), of, low, high, batch.Mode), source), Range = new() { Low = low, High = high, ReadFrom = low } };
    }

    /// <summary>The same backfill is the same batch; where it is to be done again it is named for the one before it.</summary>
    private Guid Id(TargetState state, Func<string, Guid> identity, Source source)
    {
        var id = identity(source.Name.Text);
        while (options.Reload && state.HasBackfill(id))
            id = identity($"{source.Name} after {id}");
        return id;
    }
}

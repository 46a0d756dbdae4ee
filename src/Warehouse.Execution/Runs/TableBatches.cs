using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>What a source in the warehouse has that a pipeline has not loaded: a range of its watermark, or the whole of it.</summary>
/// <remarks>
/// A range is closed at both ends. Rows that arrive later with the very stamp a range has ended with are read by the next batch, which begins
/// there; those that are read twice change nothing.
/// </remarks>
internal sealed class TableBatches(StatementSession session, SourceShapes shapes, LoadOptions options, DateTime runAt, TimeProvider clock)
{
    /// <returns>The batch, null where nothing is pending; and a warning of rows that no batch finds, where there is a batch or nothing but such rows.</returns>
    public async Task<(PendingBatch? Batch, Diagnostic? LeftOut)> OfAsync(PipelineLoad load, int position, SourceRead read, TargetState state, CancellationToken cancellationToken)
    {
        var source = read.Source;
        var batch = new PendingBatch(load, position) { Source = source.Name.Text, BatchAt = runAt, Mode = Mode };
        var (shape, refusal) = await shapes.OfAsync(load, read, cancellationToken).ConfigureAwait(false);
        if (shape is null)
            return (batch with { Refusal = refusal }, null);
        if (source.Watermark is null)
        {
            var id = BatchIdentity.OfRange(load.Pipeline, ModelHash.Of(load), source.Name.Text, null, runAt, Mode + options.Refresh);
            return source.Feed == Feed.Snapshot && state.LastTimeOf(load.Pipeline, source.Name.Text) is { } last && runAt < last
                ? (batch with { Refusal = FileBatches.OutOfOrder(source, source.Name.Text, runAt, last) }, null)
                : (batch with { BatchId = id }, null);
        }

        var newest = await NewestAsync(source, shape, source.Watermark, cancellationToken).ConfigureAwait(false);
        var pending = source.Watermark.IsNumber
            ? OfNumbers(batch, state.NumberOf(load.Pipeline, source.Name.Text), (long?)newest)
            : OfTimes(batch, source.Watermark, state.WatermarkOf(load.Pipeline, source.Name.Text), (DateTime?)newest);
        return (pending, pending is null && newest is not null ? null : await LostAsync(load, source, shape, source.Watermark, cancellationToken).ConfigureAwait(false));
    }

    private string Mode => options.Refresh is null ? BatchMode.Incremental : BatchMode.FullRefresh;

    private PendingBatch? OfTimes(PendingBatch batch, Watermark watermark, DateTime? low, DateTime? newest)
    {
        var safe = watermark.Safe(clock.GetUtcNow().UtcDateTime).CutToMicroseconds();
        var high = newest > safe ? safe : newest;
        if (high is null || high <= low)
            return null;
        return batch with
        {
            BatchId = BatchIdentity.OfRange(batch.Load.Pipeline, ModelHash.Of(batch.Load), batch.Source, low, high, Mode + options.Refresh),
            Range = new() { Low = low, High = high, ReadFrom = low - watermark.Lookback },
        };
    }

    private PendingBatch? OfNumbers(PendingBatch batch, long? low, long? newest) => newest is not { } high || high <= low
        ? null
        : batch with
        {
            BatchId = BatchIdentity.OfNumbers(batch.Load.Pipeline, ModelHash.Of(batch.Load), batch.Source, low, high, Mode + options.Refresh),
            Range = new() { LowNumber = low, HighNumber = high },
        };

    private async Task<object?> NewestAsync(Source source, SourceShape shape, Watermark watermark, CancellationToken cancellationToken)
    {
        var query = new Select
        {
            Items = [new(new Sql.Tree.Aggregate(AggregateFunction.Max, Arrival.Of(source, shape, watermark)), "newest")],
            From = shape.Rows,
            Where = Arrival.IsKnown(source, shape, watermark),
        };
        return (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Scalar;
    }

    /// <summary>Of rows without a time or a number no range speaks. It is not asked when nothing is new: a run with nothing to do is to cost no search for what is not there.</summary>
    private async Task<Diagnostic?> LostAsync(PipelineLoad load, Source source, SourceShape shape, Watermark watermark, CancellationToken cancellationToken)
    {
        var query = new Select
        {
            Items = [new(new Literal.Integer(1), "found")],
            From = shape.Rows,
            Where = Arrival.IsUnknown(source, shape, watermark),
            Limit = 1,
        };
        if ((await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Rows.Count == 0)
            return null;
        var (column, none) = (watermark.Column, watermark.IsNumber ? "NULL" : "NULL or lies beyond the years 1 to 9999");
        return ExecutionRules.NoWatermark.At(
            column.Span, $"`{load.Pipeline}`: rows of `{source.Name}` whose `{column}` is {none} are in no batch, and none of them is loaded", $"fill `{column}`, or leave such rows out by a query under `sql`");
    }
}

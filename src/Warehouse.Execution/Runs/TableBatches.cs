using Warehouse.Compilation.Loads;
using Warehouse.Execution.Batches;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>What a source in the warehouse has that a pipeline has not loaded: a range of its watermark, or the whole of it.</summary>
/// <remarks>
/// A range is closed at both ends. Rows that arrive later with the very stamp a range has ended with are read by the next batch, which begins
/// there; those that are read twice change nothing.
/// </remarks>
internal sealed class TableBatches(StatementSession session, SourceShapes shapes, string modelHash, DateTime runAt, TimeProvider clock)
{
    public async Task<PendingBatch?> OfAsync(PipelineLoad load, int position, SourceRead read, TargetState state, CancellationToken cancellationToken)
    {
        var source = read.Source;
        var batch = new PendingBatch(load, position) { Source = source.Name.Text, BatchAt = runAt };
        var (shape, refusal) = await shapes.OfAsync(load, read, cancellationToken).ConfigureAwait(false);
        if (shape is null)
            return batch with { Refusal = refusal };
        if (source.Watermark is null)
        {
            var id = BatchIdentity.OfRange(load.Pipeline, modelHash, source.Name.Text, null, runAt, BatchMode.Incremental);
            return source.Feed == Feed.Snapshot && state.LastTimeOf(load.Pipeline, source.Name.Text) is { } last && runAt < last
                ? batch with { Refusal = FileBatches.OutOfOrder(source, source.Name.Text, runAt, last) }
                : batch with { BatchId = id };
        }

        var low = state.WatermarkOf(load.Pipeline, source.Name.Text);
        var newest = await NewestAsync(shape, source.Watermark, cancellationToken).ConfigureAwait(false);
        var safe = (clock.GetUtcNow().UtcDateTime - source.Watermark.SafetyLag).CutToMicroseconds();
        var high = newest > safe ? safe : newest;
        if (high is null || high <= low)
            return null;
        return batch with
        {
            BatchId = BatchIdentity.OfRange(load.Pipeline, modelHash, source.Name.Text, low, high, BatchMode.Incremental),
            Low = low,
            High = high,
            ReadFrom = low - source.Watermark.Lookback,
        };
    }

    private async Task<DateTime?> NewestAsync(SourceShape shape, Watermark watermark, CancellationToken cancellationToken)
    {
        var column = new ColumnReference(SourceShape.Alias, watermark.Column.Text);
        SqlExpression arrival = shape.TypeOf(watermark.Column.Text, DataType.Instant) switch
        {
            DataType.Timestamp => column,
            DataType.Text => new TryConvert(column, new SqlType.Timestamp()),
            _ => new TryConvert(new Cast(column, new SqlType.Text()), new SqlType.Timestamp()),
        };
        var query = new Select { Items = [new(new Sql.Tree.Aggregate(AggregateFunction.Max, arrival), "newest")], From = shape.Rows };
        return (DateTime?)(await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Scalar;
    }
}

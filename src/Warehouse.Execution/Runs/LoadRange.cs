namespace Warehouse.Execution.Runs;

/// <summary>What a backfill reads of each source: from a point of its watermark, inclusive, to another, exclusive; of files, those whose batch time lies there.</summary>
/// <param name="From">An instant in UTC, as a DateTime, or a number, as a long.</param>
/// <param name="To">Of the same kind.</param>
public sealed record LoadRange(object From, object To)
{
    public bool IsNumber => From is long;

    public bool Contains(DateTime time) => !IsNumber && time >= (DateTime)From && time < (DateTime)To;
}

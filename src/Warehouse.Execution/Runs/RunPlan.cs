using System.Collections.Immutable;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>All that a run loads, over all pipelines, in the order in which it does.</summary>
public sealed record RunPlan(ImmutableArray<PendingBatch> Batches)
{
    /// <summary>
    /// Calendars first, since any day may be asked for; then by batch time, so that days are loaded one after the other; within one time
    /// in the pipelines' run order, so that members come before the facts that name them; then by file name.
    /// </summary>
    public static RunPlan Of(IEnumerable<PendingBatch> batches) => new(
    [
        .. batches.OrderBy(b => b.Load is CalendarLoad ? DateTime.MinValue : b.BatchAt)
            .ThenBy(b => b.Position)
            .ThenBy(b => b.File?.Name, StringComparer.Ordinal)
            .ThenBy(b => b.BatchId),
    ]);
}

using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Runs;

/// <summary>All that a run loads, over all pipelines, in the order in which it does.</summary>
public sealed record RunPlan(ImmutableArray<PendingBatch> Batches)
{
    /// <summary>The pipelines for which what was asked means nothing, and the rows that no batch finds, each with its reason: as warnings.</summary>
    public ImmutableArray<Diagnostic> LeftOut { get; init; } = [];

    /// <summary>
    /// Calendars and clocks first, since any day may be asked for; so is what is refused and has no time: all that depends on it waits. Then by batch time, so that days are loaded one after the other; within one time
    /// in the pipelines' run order, so that members come before the facts that name them; then by file name.
    /// </summary>
    public static RunPlan Of(IEnumerable<PendingBatch> batches) => new(
    [
        .. batches.OrderBy(b => IsFirst(b) ? DateTime.MinValue : b.BatchAt)
            .ThenBy(b => b.Position)
            .ThenBy(b => b.File?.Name, StringComparer.Ordinal)
            .ThenBy(b => b.BatchId),
    ]);

    private static bool IsFirst(PendingBatch batch) => batch.Load.IsComputed || batch is { Refusal: not null, OwnTime: null };
}

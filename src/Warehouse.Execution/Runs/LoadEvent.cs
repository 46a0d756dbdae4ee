using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Runs;

/// <summary>Something that happened in a run, as observers are told.</summary>
public abstract record LoadEvent
{
    private protected LoadEvent(DateTime at) => At = at;

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The plan is made.</summary>
    public sealed record RunStarted(DateTime At, Guid RunId, RunPlan Plan) : LoadEvent(At);

    /// <summary>A batch is about to be loaded.</summary>
    /// <param name="Number">Of the run's batches, from 1.</param>
    public sealed record BatchStarted(DateTime At, Guid RunId, int Number, PendingBatch Batch) : LoadEvent(At);

    /// <summary>A batch is at its next step.</summary>
    /// <param name="Doing">What is about to be done, a sentence without a full stop.</param>
    public sealed record BatchProgress(DateTime At, Guid RunId, int Number, PendingBatch Batch, string Doing) : LoadEvent(At);

    /// <summary>A batch is tried again, after a pause.</summary>
    public sealed record BatchRetried(DateTime At, Guid RunId, int Number, PendingBatch Batch, BatchRetry Retry) : LoadEvent(At);

    /// <summary>A batch is committed, skipped, refused or failed.</summary>
    public sealed record BatchFinished(DateTime At, Guid RunId, int Number, BatchOutcome Outcome) : LoadEvent(At);

    /// <summary>Something beside the load did not succeed; the run goes on.</summary>
    public sealed record Warned(DateTime At, Guid RunId, Diagnostic Warning) : LoadEvent(At);

    /// <summary>Nothing more is done.</summary>
    public sealed record RunFinished(DateTime At, LoadResult Result) : LoadEvent(At);
}

/// <summary>A batch of the plan and how it has ended.</summary>
public sealed record BatchOutcome(PendingBatch Batch, BatchResult Result, TimeSpan Duration);

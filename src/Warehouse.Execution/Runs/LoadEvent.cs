using Warehouse.Execution.Batches;

namespace Warehouse.Execution.Runs;

/// <summary>Something that happened in a run, as observers are told.</summary>
/// <param name="At">When, in UTC.</param>
public abstract record LoadEvent(DateTime At)
{
    /// <summary>The plan is made.</summary>
    public sealed record RunStarted(DateTime At, Guid RunId, RunPlan Plan) : LoadEvent(At);

    /// <param name="Number">Of the run's batches, from 1.</param>
    public sealed record BatchStarted(DateTime At, Guid RunId, int Number, PendingBatch Batch) : LoadEvent(At);

    /// <param name="Doing">What is about to be done, a sentence without a full stop.</param>
    public sealed record BatchProgress(DateTime At, Guid RunId, int Number, PendingBatch Batch, string Doing) : LoadEvent(At);

    public sealed record BatchFinished(DateTime At, Guid RunId, int Number, BatchOutcome Outcome) : LoadEvent(At);

    public sealed record RunFinished(DateTime At, LoadResult Result) : LoadEvent(At);
}

/// <summary>A batch of the plan and how it has ended.</summary>
public sealed record BatchOutcome(PendingBatch Batch, BatchResult Result, TimeSpan Duration);

using Warehouse.Compilation.Loads;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Landing;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>A batch that is to be loaded, or that is refused before it begins.</summary>
/// <param name="Position">The pipeline's place in run order.</param>
public sealed record PendingBatch(PipelineLoad Load, int Position)
{
    public Guid BatchId { get; init; }

    /// <summary>The source's name; a calendar's batch has none of its own.</summary>
    public required string Source { get; init; }

    /// <summary>The time that the batch has in itself: its rows' or its file's; null: it is loaded at the run's time.</summary>
    public DateTime? OwnTime { get; init; }

    public required DateTime BatchAt { get; init; }

    public string Mode { get; init; } = BatchMode.Incremental;

    /// <summary>The rejected rows that are loaded in place of what the source has; null for any other batch.</summary>
    public ReplayedRows? Replays { get; init; }

    public LandingFile? File { get; init; }

    public string? FileHash { get; init; }

    public WatermarkRange Range { get; init; } = WatermarkRange.None;

    /// <summary>Why it is not loaded; what the pipeline has after it waits, and so does what depends on the pipeline.</summary>
    public Diagnostic? Refusal { get; init; }
}

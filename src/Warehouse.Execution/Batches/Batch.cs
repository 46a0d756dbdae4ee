using Warehouse.Compilation.Loads;
using Warehouse.Execution.Landing;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Batches;

/// <summary>What is loaded as one: its identity, its statements and the values that they name.</summary>
public sealed record Batch
{
    public required Guid BatchId { get; init; }

    /// <summary>The one clock of the batch.</summary>
    public required DateTime BatchAt { get; init; }

    public required string ModelHash { get; init; }

    public required LoadScript Script { get; init; }

    public string Mode { get; init; } = BatchMode.Incremental;

    /// <summary>What is put into the landing table first; null for a source in the warehouse.</summary>
    public LandingFile? File { get; init; }

    /// <summary>SHA-256 of the file's bytes in lower-case hexadecimal.</summary>
    public string? FileHash { get; init; }

    public WatermarkRange Range { get; init; } = WatermarkRange.None;

    /// <summary>Where the pipeline is declared: what an error points at.</summary>
    public SourceSpan Place { get; init; }
}

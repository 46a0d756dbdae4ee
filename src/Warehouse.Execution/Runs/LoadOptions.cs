using Warehouse.Execution.Batches;

namespace Warehouse.Execution.Runs;

/// <summary>What the command line says about a load.</summary>
public sealed record LoadOptions
{
    /// <summary>The batch time of what has none of its own; null: read once, when the run begins.</summary>
    public DateTime? At { get; init; }

    /// <summary>Loads a file again whose content has changed.</summary>
    public bool Reload { get; init; }

    /// <summary>How many batches may be under way at once.</summary>
    public int Threads { get; init; } = 1;

    public BatchOptions Batches { get; init; } = new();
}

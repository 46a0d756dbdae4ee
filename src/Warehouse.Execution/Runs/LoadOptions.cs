using System.Diagnostics;
using Warehouse.Execution.Batches;

namespace Warehouse.Execution.Runs;

/// <summary>What the command line says about a load.</summary>
public sealed record LoadOptions
{
    /// <summary>The batch time of what has none of its own; null: read once, when the run begins.</summary>
    public DateTime? At { get; init; }

    /// <summary>Loads a file again whose content has changed, and a backfill that was done before.</summary>
    public bool Reload { get; init; }

    /// <summary>Reads this range of each source in place of what is new there; null: what is new.</summary>
    public LoadRange? Range { get; init; }

    /// <summary>Loads the rows that were rejected, and nothing else.</summary>
    public bool ReplayRejects { get; init; }

    /// <summary>Loads all that the sources have, aside, and puts it in place of what is there.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>Of the batches of which a full refresh is made: which refresh it is, so that those of another are other batches. Null for any other load.</summary>
    internal string? Refresh { get; init; }

    /// <summary>How many batches may be under way at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How the run was called, by which the target's run history tells it from others; null: it leaves no trace there.</summary>
    public string? Command { get; init; }

    /// <summary>The span of another program that the run is a part of, such as a scheduler's; default: that of this thread, or none.</summary>
    public ActivityContext Caller { get; init; }

    public BatchOptions Batches { get; init; } = new();
}

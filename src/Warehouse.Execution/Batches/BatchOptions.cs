using System.Collections.Immutable;

namespace Warehouse.Execution.Batches;

/// <summary>What the command line says about how batches are run.</summary>
public sealed record BatchOptions
{
    /// <summary>How long a batch waits for a rival to end.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a transaction is tried again after what is known to pass.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the first retry; each further one is twice as long, more or less.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Flags that lift guards for this run, such as <c>accept-deletes</c>.</summary>
    public ImmutableHashSet<string> Lifted { get; init; } = [];
}

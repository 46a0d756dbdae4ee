using System.Collections.Immutable;

namespace Warehouse.ExecutionTests.History;

/// <summary>What a generator of histories may use.</summary>
internal sealed record HistoryFeatures
{
    public ImmutableArray<int> Scd { get; init; } = [0, 1, 2, 3, 6, 7];

    /// <summary>Type 1 with <c>scope: run</c>.</summary>
    public bool Runs { get; init; } = true;

    public bool NullMeans { get; init; } = true;

    /// <summary>Changes come in any order; otherwise each member's come by time, and an instant comes whole.</summary>
    public bool Late { get; init; } = true;

    /// <summary>Rows of one (K, t, q) may differ: a conflict within a batch, a correction across batches.</summary>
    public bool Differing { get; init; } = true;
}

using System.Collections.Immutable;

namespace Warehouse.Planning.Loads;

/// <summary>The load of one target table. A pipeline is one target table, and bears its name.</summary>
public abstract record PipelineLoad
{
    private protected PipelineLoad(string pipeline) => Pipeline = pipeline;

    public string Pipeline { get; }

    /// <summary>False where other pipelines fill the table, and this one only makes it and bears its fence.</summary>
    public virtual bool HasBatches => true;

    /// <summary>The aggregates that show what this load writes, or releases: they follow in its transaction.</summary>
    public ImmutableArray<AggregateLoad> Aggregates { get; init; } = [];
}

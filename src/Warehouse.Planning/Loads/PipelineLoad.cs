using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The load of one target table. A pipeline is one target table, and bears its name.</summary>
public abstract record PipelineLoad
{
    /// <summary>What the ledger names as the source of rows that the tool computes.</summary>
    public const string ComputedSource = "calendar";

    private protected PipelineLoad(string pipeline) => Pipeline = pipeline;

    public string Pipeline { get; }

    /// <summary>The dimension, bridge, fact or aggregate, as the model names it.</summary>
    public abstract Name Declared { get; }

    public string ModelName => Declared.Text;

    public SourceSpan DeclaredAt => Declared.Span;

    public abstract Documentation Documentation { get; }

    /// <summary>What it is in the words of `--select type:`, the widest first.</summary>
    public abstract ImmutableArray<string> Types { get; }

    /// <summary>The physical tables, the published one first.</summary>
    public abstract ImmutableArray<TableDesign> Tables { get; }

    /// <summary>Null for a load without a source, such as a calendar's.</summary>
    public virtual SourceRead? Reads => null;

    /// <summary>The pipelines of which the rows must be there before it runs.</summary>
    public virtual ImmutableArray<string> BuildsOn => [];

    /// <summary>The pipelines whose tables this load writes to as well: it takes their fences too.</summary>
    public virtual ImmutableArray<string> AlsoWrites => [.. Aggregates.Select(a => a.Pipeline).Order(StringComparer.Ordinal)];

    /// <summary>The facts of which rows are held until this load brings their members: it puts them in, and finds all their keys.</summary>
    public ImmutableArray<FactLoad> Releases { get; init; } = [];

    /// <summary>The tool computes the rows: there is no source, and they are there before anything else is loaded.</summary>
    public virtual bool IsComputed => false;

    /// <summary>False where other pipelines fill the table, and this one only makes it and bears its fence.</summary>
    public virtual bool HasBatches => true;

    /// <summary>The aggregates that show what this load writes, or releases: they follow in its transaction.</summary>
    public ImmutableArray<AggregateLoad> Aggregates { get; init; } = [];
}

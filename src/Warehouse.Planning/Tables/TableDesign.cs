using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>A physical table as the model wants it, before any engine has spelled it.</summary>
public sealed record TableDesign(string Schema, string Name, ImmutableArray<ColumnDesign> Columns)
{
    public ImmutableArray<string> PrimaryKey { get; init; } = [];

    public ImmutableArray<ImmutableArray<string>> Unique { get; init; } = [];

    /// <summary>The columns of each further index, for engines that have them.</summary>
    public ImmutableArray<ImmutableArray<string>> Indexes { get; init; } = [];

    /// <summary>The columns of each index that the model asks for.</summary>
    public ImmutableArray<ImmutableArray<string>> RequestedIndexes { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Its rows are closed and overwritten in place by every load.</summary>
    public bool UpdatedInPlace { get; init; }

    /// <summary>Null for a table that is not divided.</summary>
    public PartitionDesign? PartitionBy { get; init; }

    public ImmutableArray<string> ClusterBy { get; init; } = [];
}

/// <summary>A column of a physical table.</summary>
public sealed record ColumnDesign(string Name, DataType Type, bool Nullable = true, string? Description = null);

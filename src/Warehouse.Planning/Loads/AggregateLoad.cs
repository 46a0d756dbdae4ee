using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>An aggregate, which has no batches of its own: every load that changes what it shows makes the groups anew that it touches.</summary>
public sealed record AggregateLoad(Aggregate Aggregate, Fact Fact, ImmutableArray<AggregateLevel> Levels) : PipelineLoad(Aggregate.TableName)
{
    public TableDesign Table { get; } = AggregateTable.Design(Aggregate, Fact, Levels);

    public override Name Declared => Aggregate.Name;

    public override Documentation Documentation => Aggregate.Documentation;

    public override ImmutableArray<string> Types => ["aggregate"];

    public override ImmutableArray<TableDesign> Tables => [Table];

    public override ImmutableArray<string> BuildsOn => [Fact.TableName];

    public override bool HasBatches => false;

    /// <summary>The roles by whose dimensions' attributes it is grouped, each once.</summary>
    public ImmutableArray<RoleLookup> Roles => [.. Levels.Select(l => l.Role).DistinctBy(r => r.Role.Name)];

    /// <summary>The fact's columns that are summed.</summary>
    public ImmutableArray<ColumnDesign> Sums => AggregateTable.Sums(Aggregate, Fact);
}

/// <summary>An attribute by which an aggregate is grouped, as one role of the fact sees it.</summary>
public sealed record AggregateLevel(RoleLookup Role, string Attribute, DataType Type)
{
    public string Column => $"{Role.Role.Name.Text}_{Attribute}";

    /// <summary>What names a member is the same on all of its versions, for ever.</summary>
    public bool NeverChanges => Role.Dimension is SourcedDimension sourced ? sourced.NaturalKey.Any(k => k.Name.Text == Attribute) : Role.Dimension is JunkDimension or ProfileDimension;

    /// <summary>The dimension whose load gives the fact's rows the key; that of the base for a mini-dimension.</summary>
    public Dimension LoadedBy => Role.Via?.Dimension ?? Role.Dimension;
}

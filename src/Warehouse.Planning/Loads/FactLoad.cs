using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The incremental load of a fact.</summary>
public sealed record FactLoad(Fact Fact, SourceRead Read, ImmutableArray<RoleLookup> Roles) : PipelineLoad(Fact.TableName)
{
    public Source Source => Read.Source;

    public TableDesign Table { get; } = FactTable.Design(Fact, Read);

    /// <summary>Where deletes are remembered for older rows that come later; null where none are.</summary>
    public TableDesign? Deletes { get; } = FactTable.Deletes(Fact, Read);

    /// <summary>Periodic snapshot: how a row's period is found.</summary>
    public RoleLookup? PeriodRole => Roles.FirstOrDefault(r => r.Role.Name == Fact.PeriodRole);

    /// <summary>The amounts that are converted to other currencies.</summary>
    public ImmutableArray<RateLookup> Rates { get; init; } = [];

    /// <summary>The order columns that the fact keeps.</summary>
    public ImmutableArray<OrderColumn> Order { get; } = FactOrder.Kept(Fact, Read);

    /// <summary>The pipelines whose tables this load writes to as well: those of the dimensions in which it infers members.</summary>
    public ImmutableArray<string> AlsoWrites =>
        [.. Roles.Where(r => r.Infers).Select(r => r.Dimension.TableName).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>How a role's key is found: the dimension, and the staged columns that hold its natural key.</summary>
public sealed record RoleLookup(Role Role, Dimension Dimension)
{
    /// <summary>Members that have not come yet are put in place first.</summary>
    public bool Infers => Dimension is SourcedDimension && Role.Late == LateMember.Infer;

    /// <summary>The staged columns of the natural key, in the dimension's order.</summary>
    public ImmutableArray<string> StagedColumns => [.. Role.Key.Select((_, i) => $"_{Role.Name.Text}__{i + 1}")];
}

using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The part of a dimension's load that keeps one of its mini-dimensions: the combinations, who had which, and the facts that follow.</summary>
public sealed record ProfileLoad(ProfileDimension Profile, DimensionLoad History)
{
    /// <summary>The distinct combinations.</summary>
    public TableDesign Table { get; } = CombinationTable.Design(Profile);

    /// <summary>Who had which combination, and when: the history's own table with the combination's key.</summary>
    public TableDesign HistoryTable { get; } = History.Table with
    {
        Columns = [.. History.Table.Columns, new(Profile.KeyColumn, DataType.Int64, Description: "The combination that the member had.")],
    };

    /// <summary>The facts that carry the key of the combination that held at their event.</summary>
    public ImmutableArray<RoleLookup> Roles { get; init; } = [];
}

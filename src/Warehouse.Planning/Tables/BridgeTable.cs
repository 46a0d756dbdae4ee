using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a bridge: one row for each member of a group and the time for which it is one.</summary>
public static class BridgeTable
{
    /// <summary>A member's share in its group.</summary>
    public const string Weight = "weight";

    public static TableDesign Design(Bridge bridge, SourcedDimension member)
    {
        ArgumentNullException.ThrowIfNull(bridge);
        ArgumentNullException.ThrowIfNull(member);
        var key = GroupDimension.Of(bridge).KeyColumn;
        var columns = ImmutableArray.CreateBuilder<ColumnDesign>();
        columns.Add(new(key, DataType.Int64, Nullable: false, "The group, as facts refer to it."));
        columns.AddRange(bridge.Group.Select(g => new ColumnDesign(g.Name.Text, g.Type, Description: "What names the group.")));
        columns.Add(new(member.DurableKeyColumn, DataType.Int64, Nullable: false, "The member, whatever its version."));
        columns.AddRange(member.NaturalKey.Select(k => new ColumnDesign(k.Name.Text, k.Type, Description: "What names the member.")));
        if (bridge.WeightColumn is not null)
            columns.Add(new(Weight, SourceColumns.Number, Nullable: false, "The member's share in its group."));
        if (bridge.ValidFrom is not null)
        {
            columns.Add(new(GeneratedColumns.ValidFrom, DataType.Instant, Nullable: false, "The link holds from here, inclusive (UTC)."));
            columns.Add(new(GeneratedColumns.ValidTo, DataType.Instant, Nullable: false, "The link holds until here, exclusive (UTC)."));
            columns.Add(new(GeneratedColumns.IsCurrent, DataType.Bool, Nullable: false, "The link's end is open."));
        }

        columns.Add(new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that inserted the row."));
        columns.Add(new(GeneratedColumns.ChangedBy, DataType.String, Nullable: false, "The batch that last wrote the row."));
        return new(bridge.Schema, bridge.TableName, columns.ToImmutable())
        {
            PrimaryKey = [key, member.DurableKeyColumn, .. bridge.ValidFrom is null ? Array.Empty<string>() : [GeneratedColumns.ValidFrom]],
            Description = bridge.Documentation.Description,
            UpdatedInPlace = true,
        };
    }
}

using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Lineage;

/// <summary>What a bridge is made of.</summary>
internal static class BridgeLineage
{
    public static TableLineage Of(BridgeLoad load)
    {
        var (bridge, source) = (load.Bridge, new SourceLineage(load.Read));
        var table = new TableLineageBuilder(load.Table);
        table.Add(load.Groups.KeyColumn, source.As(Influence.GroupBy, bridge.Group.Select(g => g.SourceColumn)));
        foreach (var part in bridge.Group)
            table.Add(part.Name.Text, source.As(Influence.Identity, part.SourceColumn));
        table.Add(load.Member.DurableKeyColumn, DimensionLineage.LookUp(load.Member, load.Member.DurableKeyColumn, source, bridge.MemberKey));
        foreach (var (part, column) in load.Member.NaturalKey.Zip(bridge.MemberKey))
            table.Add(part.Name.Text, source.As(Influence.Identity, column));
        if (bridge.WeightColumn is { } weight)
            table.Add(BridgeTable.Weight, source.As(Influence.Identity, weight));
        if (bridge.ValidFrom is { } from)
            table.Add(GeneratedColumns.ValidFrom, source.As(Influence.Identity, from));
        if (bridge.ValidTo is { } to)
        {
            table.Add(GeneratedColumns.ValidTo, source.As(Influence.Identity, to));
            table.Add(GeneratedColumns.IsCurrent, source.As(Influence.Conditional, to));
        }

        return table.Build(source.Rows());
    }
}

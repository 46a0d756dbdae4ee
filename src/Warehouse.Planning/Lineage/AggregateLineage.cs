using System.Collections.Immutable;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Lineage;

/// <summary>What an aggregate is made of: it follows in the transaction of its fact, and comes from where that comes from.</summary>
internal static class AggregateLineage
{
    public static TableLineage Of(AggregateLoad load, TableLineage fact)
    {
        var table = new TableLineageBuilder(load.Table);
        var groups = new List<InputColumn>();
        foreach (var level in load.Levels)
        {
            var key = InputsOf(fact, level.Role.Role.KeyColumn).Where(c => !c.Influence.IsDirect());
            var dimension = level.Role.Dimension;
            var attribute = new InputColumn(new LineageInput.OfTable(dimension.Schema, dimension.TableName), level.Attribute, Influence.Identity);
            table.Add(level.Column, key.Prepend(attribute));
            groups.Add(attribute with { Influence = Influence.GroupBy });
        }

        foreach (var sum in load.Sums)
            table.Add(sum.Name, InputsOf(fact, sum.Name).Select(c => c.Influence.IsDirect() ? c with { Influence = Influence.Aggregation } : c));
        return table.Build([.. fact.Rows, .. groups]);
    }

    private static ImmutableArray<InputColumn> InputsOf(TableLineage table, string column) => table.Columns.FirstOrDefault(c => c.Column == column)?.Inputs ?? [];
}

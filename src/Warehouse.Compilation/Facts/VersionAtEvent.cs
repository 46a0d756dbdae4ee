using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>Rows whose event is another than the one at which their keys were found get the version that held at theirs: of the same member, and by the same rule.</summary>
internal static class VersionAtEvent
{
    /// <param name="rows">A table of the load's own, with the role's key and the event.</param>
    /// <param name="identity">What tells its rows apart.</param>
    public static LoadStep Find(RoleLookup lookup, TableName rows, ImmutableArray<string> identity)
    {
        var from = Col("d", GeneratedColumns.ValidFrom);
        var isEarlier = AtMost(from, Col("r", GeneratedColumns.EventAt));
        WindowFrame nearestFirst = new(
            [.. identity.Select(c => Col("r", c))],
            [When(isEarlier, Int(0), Int(1)).Ascending(), When(isEarlier, from).Descending(), from.Ascending()]);
        var (key, durable) = (lookup.Dimension.KeyColumn, lookup.Dimension.DurableKeyColumn);
        var ranked = new Select
        {
            Items = [.. identity.Select(c => Col("r", c).As(c)), Col("d", key).As("_key"), new Window(WindowFunction.RowNumber, [], nearestFirst).As("_rank")],
            From = new TableRelation(rows, "r"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(lookup.Table(), "m"), Eq(Col("m", key), Col("r", lookup.Role.KeyColumn))),
                new(JoinKind.Inner, new TableRelation(lookup.Table(), "d"), Eq(Col("d", durable), Col("m", durable))),
            ],
        };
        return new($"Take the version of each {lookup.Role.Name.Text} that held at the row's own event", new Update(rows, "t", [new(lookup.Role.KeyColumn, Col("n", "_key"))])
        {
            From = new SubqueryRelation(ranked, "n"),
            Where = And(SameKey("t", "n", identity), Eq(Col("n", "_rank"), Int(1)), Ne(Col("t", lookup.Role.KeyColumn), Col("n", "_key"))),
        });
    }
}

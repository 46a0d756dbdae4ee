using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
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
        var key = lookup.Dimension.KeyColumn;
        WindowFrame nearestFirst = new([.. identity.Select(c => Col("r", c))], KeyResolution.NearestFirst(lookup, "d", Col("r", GeneratedColumns.EventAt)));
        var ranked = new Select
        {
            Items = [.. identity.Select(c => Col("r", c).As(c)), Col("d", key).As("_key"), new Window(WindowFunction.RowNumber, [], nearestFirst).As("_rank")],
            From = new TableRelation(rows, "r"),
            Joins = [Member(lookup.Via ?? lookup), new(JoinKind.Inner, new TableRelation(lookup.Table(), "d"), SameMember(lookup))],
        };
        return new($"Take the version of each {lookup.Role.Name.Text} that held at the row's own event", new Update(rows, "t", [new(lookup.Role.KeyColumn, Col("n", "_key"))])
        {
            From = new SubqueryRelation(ranked, "n"),
            Where = And(SameKey("t", "n", identity), Eq(Col("n", "_rank"), Int(1)), Ne(Col("t", lookup.Role.KeyColumn), Col("n", "_key"))),
        });
    }

    /// <summary>Any version of the member tells who it is.</summary>
    private static Join Member(RoleLookup known) =>
        new(JoinKind.Inner, new TableRelation(known.Table(), "m"), Eq(Col("m", known.Dimension.KeyColumn), Col("r", known.Role.KeyColumn)));

    /// <summary>A combination belongs to a member by the natural key of the dimension whose mini-dimension it is of.</summary>
    private static SqlExpression SameMember(RoleLookup lookup) => lookup.Via is { Dimension: SourcedDimension dimension }
        ? SameKey("d", "m", dimension.NaturalKey.Select(k => k.Name.Text))
        : Eq(Col("d", lookup.Dimension.DurableKeyColumn), Col("m", lookup.Dimension.DurableKeyColumn));
}

using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Lowerings;

/// <summary>NULLS FIRST and NULLS LAST, for an engine without the words: an order by whether there is a value stands before.</summary>
internal static class NullOrderToCase
{
    public static Lowering Lowering { get; } = Lowerings.Lowering.Of(
        nameof(NullOrderToCase), dialect => TreeMap.BottomUp(node => node, ordering: ordering => Expand(ordering, dialect)));

    private static IEnumerable<Ordering> Expand(Ordering ordering, Dialect dialect)
    {
        var byDefault = NullOrders.LastByDefault(dialect.NullOrder, ordering.Descending);
        if (ordering.NullsLast != byDefault)
        {
            var missing = new Case(
                [new CaseBranch(new IsNull(ordering.Expression), new Literal.Integer(ordering.NullsLast ? 1 : 0))],
                new Literal.Integer(ordering.NullsLast ? 0 : 1));
            yield return new Ordering(missing, NullsLast: NullOrders.LastByDefault(dialect.NullOrder, descending: false));
        }

        yield return ordering with { NullsLast = byDefault };
    }
}

using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>Surrogate keys are given within the load's transaction, dense from 1; the pipeline's fence keeps rivals out.</summary>
internal static class NextKey
{
    private const string Given = "given_key";

    /// <summary>
    /// The numbers after the largest key given so far, in an order; special members have negative keys. A durable key is one that was given,
    /// also where the version that had it has vanished: another member must not get it.
    /// </summary>
    /// <param name="alsoGiven">Durable keys of members that may have no row just now.</param>
    public static SqlExpression After(TableName table, Dimension dimension, ImmutableArray<Ordering> order, (TableName Table, string Column)? alsoGiven = null)
    {
        var (key, durable) = (Col(dimension.KeyColumn), Col(dimension.DurableKeyColumn));
        Query given = new Select
        {
            Items = [When(Greater(durable, key), durable, key).As(Given)],
            From = new TableRelation(table),
            Where = Greater(key, Int(0)),
        };
        if (alsoGiven is { } also)
            given = new UnionAll([given, new Select { Items = [Col(also.Column).As(Given)], From = new TableRelation(also.Table) }]);
        var last = new ScalarSubquery(new Select
        {
            Items = [Coalesce(new Sql.Tree.Aggregate(AggregateFunction.Max, Col("g", Given)), Int(0)).As("last_key")],
            From = new SubqueryRelation(given, "g"),
        });
        return Plus(last, new Window(WindowFunction.RowNumber, [], new([], order)));
    }
}

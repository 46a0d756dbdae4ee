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
        // One largest value a column, each found by its index.
        var given = new List<Query> { Largest(table, dimension.KeyColumn), Largest(table, dimension.DurableKeyColumn) };
        if (alsoGiven is { } also)
            given.Add(Largest(also.Table, also.Column));
        var last = new ScalarSubquery(new Select
        {
            Items = [Coalesce(Max(Col("g", Given)), Int(0)).As("last_key")],
            From = new SubqueryRelation(new UnionAll([.. given]), "g"),
            Where = Greater(Col("g", Given), Int(0)),
        });
        return Plus(last, new Window(WindowFunction.RowNumber, [], new([], order)));
    }

    private static Select Largest(TableName table, string column) => new() { Items = [Max(Col(column)).As(Given)], From = new TableRelation(table) };

    private static Sql.Tree.Aggregate Max(SqlExpression value) => new(AggregateFunction.Max, value);
}

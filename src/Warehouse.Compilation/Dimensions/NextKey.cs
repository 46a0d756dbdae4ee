using System.Collections.Immutable;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>Surrogate keys are given within the load's transaction, dense from 1; the pipeline's fence keeps rivals out.</summary>
internal static class NextKey
{
    /// <summary>The numbers after the largest key given so far, in an order; special members have negative keys.</summary>
    public static SqlExpression After(TableName table, string keyColumn, ImmutableArray<Ordering> order)
    {
        var last = new ScalarSubquery(new Select
        {
            Items = [Coalesce(new Aggregate(AggregateFunction.Max, Col(keyColumn)), Int(0)).As("last_key")],
            From = new TableRelation(table),
            Where = Greater(Col(keyColumn), Int(0)),
        });
        return Plus(last, new Window(WindowFunction.RowNumber, [], new([], order)));
    }
}

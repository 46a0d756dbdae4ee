using System.Collections.Immutable;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>Which of two rows of a grain is the older one, by the columns of the source's order. NULL comes before every value.</summary>
internal static class RowOrder
{
    /// <summary>Strictly before; FALSE or NULL otherwise, so that it stands in conditions only.</summary>
    public static SqlExpression IsBefore(ImmutableArray<OrderColumn> order, Func<OrderColumn, SqlExpression> left, Func<OrderColumn, SqlExpression> right) =>
        Or(order.Select((column, i) => And(
            [
                .. order.Take(i).Select(c => (SqlExpression)new IsDistinct([left(c)], [right(c)], Negated: true)),
                Or(And(IsNull(left(column)), IsNotNull(right(column))), Less(Compared(column, left(column)), Compared(column, right(column)))),
            ])));

    /// <summary>Latest first.</summary>
    public static ImmutableArray<Ordering> LatestFirst(string relation, ImmutableArray<OrderColumn> order) =>
        [.. order.Select(o => new Ordering(Col(relation, o.Name), Descending: true, IsText: o.IsText))];

    private static SqlExpression Compared(OrderColumn column, SqlExpression value) => column.IsText ? new ByCodePoint(value) : value;
}

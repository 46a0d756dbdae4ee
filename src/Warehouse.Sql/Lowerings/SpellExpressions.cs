using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>Puts the dialect's own spelling in the place of every portable expression that has one.</summary>
internal static class SpellExpressions
{
    public static Lowering Lowering { get; } = Lowerings.Lowering.Of(nameof(SpellExpressions), Map);

    private static TreeMap Map(Dialect dialect)
    {
        TreeMap? map = null;

        // A call first, then its arguments: what a function is rewritten to is portable itself and spelled once.
        SqlExpression Visit(SqlExpression node) => node switch
        {
            Call call => Visit(Function(call, dialect)),
            Binary { Operator: BinaryOperator.Divide } division => Visit(dialect.Expressions.Divide(division)),
            Binary { Operator: BinaryOperator.Modulo } remainder => Visit(dialect.Expressions.Modulo(remainder)),
            _ => Spell(map!.Children(node), dialect),
        };

        map = new TreeMap
        {
            Value = Visit,
            Condition = Visit,
            Query = query => map!.Children(query),
            Ordering = ordering =>
                [ordering with { Expression = Visit(ordering.IsText ? new ByCodePoint(ordering.Expression) : ordering.Expression), IsText = false }],
        };
        return map;
    }

    private static SqlExpression Spell(SqlExpression node, Dialect dialect) => node switch
    {
        TryConvert conversion => dialect.Expressions.TryConvert(conversion),
        Cast cast => dialect.Expressions.Cast(cast),
        IsDistinct distinct => dialect.Expressions.IsDistinct(distinct),
        Like like => dialect.Expressions.Like(like),
        ByCodePoint text => dialect.Expressions.ByCodePoint(text),
        RowAsJson row => dialect.Expressions.RowAsJson(row),
        _ => node,
    };

    private static SqlExpression Function(Call call, Dialect dialect) => dialect.Functions.TryGetValue(call.Function, out var spelling)
        ? spelling.Rewrite(call.Arguments)
        : throw new UnsupportedException(dialect.Name, $"the function `{call.Function}`", "use a function that this engine has, or `sql:` for it");
}

using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>For an engine on which a condition is no value and a value no condition: a condition becomes a bit by CASE, a bit a condition by <c>= 1</c>.</summary>
internal static class PredicatesAndValues
{
    public static Lowering Lowering { get; } = Lowerings.Lowering.Of(nameof(PredicatesAndValues), _ => Map());

    private static TreeMap Map()
    {
        TreeMap? map = null;
        map = new TreeMap
        {
            Value = node => IsPredicate(node) ? ToValue(map!.Children(node)) : map!.Children(node),
            Condition = node => IsPredicate(node) ? map!.Children(node) : ToCondition(map!.Children(node)),
            Query = node => map!.Children(node),
        };
        return map;
    }

    private static bool IsPredicate(SqlExpression node) => node switch
    {
        Binary binary => binary.Operator is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Equal or BinaryOperator.NotEqual
            or BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual,
        Not or IsNull or IsDistinct or In or Like or Exists => true,
        Spelled spelled => spelled.IsPredicate,
        _ => false,
    };

    private static Cast ToValue(SqlExpression predicate)
    {
        var holds = new CaseBranch(predicate, new Literal.Integer(1));
        var choice = predicate is IsNull or IsDistinct or Exists
            ? new Case([holds], new Literal.Integer(0))
            : new Case([holds, new CaseBranch(new Not(predicate), new Literal.Integer(0))], null);
        return new Cast(choice, new SqlType.Boolean());
    }

    private static Binary ToCondition(SqlExpression value) => value is Literal.Boolean truth
        ? new Binary(BinaryOperator.Equal, new Literal.Integer(truth.Value ? 1 : 0), new Literal.Integer(1))
        : new Binary(BinaryOperator.Equal, value, new Literal.Integer(1));
}

using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>How operators are written and how tightly they bind.</summary>
internal static class Operators
{
    public static Precedence Rank(BinaryOperator value) => value switch
    {
        BinaryOperator.Or => Precedence.Or,
        BinaryOperator.And => Precedence.And,
        BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual
            or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => Precedence.Comparison,
        BinaryOperator.Concatenate => Precedence.Concatenation,
        BinaryOperator.Add or BinaryOperator.Subtract => Precedence.Sum,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo => Precedence.Product,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no such operator"),
    };

    /// <summary>A chain of these means the same however it was built, and needs no parentheses.</summary>
    public static bool Associates(BinaryOperator value) => value is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Concatenate;

    public static string Text(BinaryOperator value, Dialect dialect) => value switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Concatenate => dialect.Concatenation,
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no such operator"),
    };
}

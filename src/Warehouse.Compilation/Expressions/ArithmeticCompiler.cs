using System.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using Kind = Warehouse.Model.Expressions.BinaryOperation.Kind;

namespace Warehouse.Compilation.Expressions;

/// <summary>Operators between two values, with operands widened where an engine's own types would be too narrow.</summary>
internal static class ArithmeticCompiler
{
    /// <summary>Every engine's everyday decimal keeps so many digits after the point, and 29 before it; a wider one has to be asked for.</summary>
    public const int EverydayScale = 9;

    private const int EverydayWhole = 29;

    public static SqlExpression Of(BinaryOperation operation, SqlExpression left, SqlExpression right) => operation.Operator switch
    {
        Kind.Add or Kind.Subtract or Kind.Multiply or Kind.Modulo => new Binary(Tree(operation.Operator), Widened(operation, left), right),
        Kind.Less or Kind.LessOrEqual or Kind.Greater or Kind.GreaterOrEqual when operation.Left.Type is DataType.Text =>
            new Binary(Tree(operation.Operator), new ByCodePoint(left), new ByCodePoint(right)),
        _ => new Binary(Tree(operation.Operator), left, right),
    };

    private static SqlExpression Widened(BinaryOperation operation, SqlExpression left)
    {
        // Between constants, and functions of 32 bits, an engine computes in 32 bits.
        if (operation.Type is DataType.Integer)
        {
            return IsWide(operation.Left) || IsWide(operation.Right) ? left : new Cast(left, new SqlType.Integer());
        }

        if (operation.Type is DataType.Decimal(var precision, var scale) && (scale > EverydayScale || precision - scale > EverydayWhole))
        {
            var own = operation.Left.Type is DataType.Decimal(_, var digits) ? digits : 0;
            return new Cast(left, new SqlType.Decimal(38, own));
        }

        return left;
    }

    /// <summary>Whether an integer is one of 64 bits on every engine: a column or a function is, a small constant is not.</summary>
    private static bool IsWide(PortableExpression expression) => expression switch
    {
        IntegerLiteral number => number.Value is > int.MaxValue or < int.MinValue,
        BinaryOperation => true,
        UnaryOperation or Choice => expression.Children.Where(child => child.Type is DataType.Integer).Any(IsWide),
        FunctionCall { Function: "coalesce" or "nullif" or "greatest" or "least" or "abs" } call => call.Arguments.Any(IsWide),
        NullLiteral => false,
        _ => true,
    };

    private static BinaryOperator Tree(Kind kind) => kind switch
    {
        Kind.Or => BinaryOperator.Or,
        Kind.And => BinaryOperator.And,
        Kind.Equal => BinaryOperator.Equal,
        Kind.NotEqual => BinaryOperator.NotEqual,
        Kind.Less => BinaryOperator.Less,
        Kind.LessOrEqual => BinaryOperator.LessOrEqual,
        Kind.Greater => BinaryOperator.Greater,
        Kind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        Kind.Concatenate => BinaryOperator.Concatenate,
        Kind.Add => BinaryOperator.Add,
        Kind.Subtract => BinaryOperator.Subtract,
        Kind.Multiply => BinaryOperator.Multiply,
        Kind.Divide => BinaryOperator.Divide,
        Kind.Modulo => BinaryOperator.Modulo,
        _ => throw new UnreachableException(kind.ToString()),
    };
}

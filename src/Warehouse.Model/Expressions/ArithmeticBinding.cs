using Warehouse.Model.Star;
using static Warehouse.Model.Expressions.OperatorBinding;
using Kind = Warehouse.Model.Expressions.BinaryOperation.Kind;

namespace Warehouse.Model.Expressions;

/// <summary>The types of sums, products, quotients and remainders. A quotient is a float, of integers and decimals too.</summary>
internal static class ArithmeticBinding
{
    public static PortableExpression Of(ExpressionBinder binder, BinaryOperation operation)
    {
        if ((operation.Left.Type ?? operation.Right.Type) is not { } known)
        {
            return binder.Report(ExpressionRules.UntypedNull, operation, "nothing says which type this NULL has", "write `cast(null as type)`");
        }

        var left = ExpressionBinder.Promote(operation.Left, known);
        var right = ExpressionBinder.Promote(operation.Right, known);
        if (!Promotion.IsNumber(left.Type) || !Promotion.IsNumber(right.Type))
        {
            return binder.Report(
                ExpressionRules.OperandType, operation,
                $"`{Symbol(operation.Operator)}` takes numbers, not {Named(left)} and {Named(right)}", Help(operation.Operator, left, right));
        }

        if (operation.Operator == Kind.Divide)
        {
            return operation with { Left = left, Right = right, Type = DataType.Float64 };
        }

        if (operation.Operator == Kind.Modulo)
        {
            return left.Type is DataType.Float || right.Type is DataType.Float
                ? binder.Report(
                    ExpressionRules.OperandType, operation,
                    "`%` takes integers or decimals, not floats", "write `cast(x as decimal(18,6))` around the float")
                : operation with { Left = left, Right = right, Type = Promotion.Common([left, right]) };
        }

        var (a, b) = Promotion.Meeting(left, right);
        var type = operation.Operator == Kind.Multiply ? Promotion.Product(a, b) : Promotion.Sum(a, b);
        return type is null
            ? binder.Report(
                ExpressionRules.TooManyDigits, operation,
                $"the product of {Named(left)} and {Named(right)} has more than 38 digits after the point", "write `round(x, n)` around a factor")
            : Typed(operation, left, right, type);
    }

    private static BinaryOperation Typed(BinaryOperation operation, PortableExpression left, PortableExpression right, DataType type) =>
        operation with { Left = ExpressionBinder.Promote(left, type), Right = ExpressionBinder.Promote(right, type), Type = type };

    private static string? Help(Kind kind, PortableExpression left, PortableExpression right) => (kind, left.Type, right.Type) switch
    {
        (Kind.Add, DataType.Text, _) or (Kind.Add, _, DataType.Text) => "write `||` to join texts",
        (Kind.Add, DataType.Date or DataType.Timestamp, DataType.Integer) => "write `add_days(date, n)`",
        (Kind.Subtract, DataType.Date or DataType.Timestamp, DataType.Integer) => "write `add_days(date, -n)`",
        (Kind.Subtract, DataType.Timestamp, DataType.Timestamp) => "write `seconds_between(from, to)`",
        (Kind.Subtract, DataType.Date or DataType.Timestamp, DataType.Date or DataType.Timestamp) => "write `days_between(from, to)`",
        (_, DataType.Boolean, _) or (_, _, DataType.Boolean) => "write `cast(x as integer)` around the condition",
        _ => "write `cast(x as decimal(18,2))` around what is no number",
    };
}

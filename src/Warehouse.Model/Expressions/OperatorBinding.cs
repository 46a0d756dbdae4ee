using System.Collections.Immutable;
using Warehouse.Model.Star;
using Kind = Warehouse.Model.Expressions.BinaryOperation.Kind;

namespace Warehouse.Model.Expressions;

/// <summary>The types of operators' operands and results.</summary>
internal static class OperatorBinding
{
    public static PortableExpression Of(ExpressionBinder binder, BinaryOperation operation)
    {
        if (ExpressionBinder.IsFaulty(operation.Left) || ExpressionBinder.IsFaulty(operation.Right))
        {
            return operation;
        }

        return operation.Operator switch
        {
            Kind.Or or Kind.And => Logic(binder, operation),
            Kind.Concatenate => Concatenation(binder, operation),
            Kind.Add or Kind.Subtract or Kind.Multiply or Kind.Divide or Kind.Modulo => ArithmeticBinding.Of(binder, operation),
            _ => Comparison(binder, operation),
        };
    }

    public static PortableExpression Of(ExpressionBinder binder, UnaryOperation operation)
    {
        if (ExpressionBinder.IsFaulty(operation.Operand))
        {
            return operation;
        }

        if (operation.Operator == UnaryOperation.Kind.Not)
        {
            return IsCondition(operation.Operand)
                ? operation with { Operand = ExpressionBinder.Promote(operation.Operand, DataType.Bool), Type = DataType.Bool }
                : binder.Report(
                    ExpressionRules.OperandType, operation, $"`not` takes a condition, not {Named(operation.Operand)}", Help(operation.Operand));
        }

        return Promotion.IsNumber(operation.Operand.Type)
            ? operation with { Type = operation.Operand.Type }
            : binder.Report(ExpressionRules.OperandType, operation, $"`-` takes a number, not {Named(operation.Operand)}", null);
    }

    public static PortableExpression Of(ExpressionBinder binder, PatternMatch match)
    {
        if (ExpressionBinder.IsFaulty(match.Operand) || ExpressionBinder.IsFaulty(match.Pattern))
        {
            return match;
        }

        var wrong = new[] { match.Operand, match.Pattern }.FirstOrDefault(side => side.Type is not (null or DataType.Text));
        return wrong is null
            ? match with
            {
                Operand = ExpressionBinder.Promote(match.Operand, DataType.String),
                Pattern = ExpressionBinder.Promote(match.Pattern, DataType.String),
                Type = DataType.Bool,
            }
            : binder.Report(ExpressionRules.OperandType, match, $"`like` takes texts, not {Named(wrong)}", "write `cast(x as string)` around it");
    }

    public static PortableExpression Of(ExpressionBinder binder, Membership within)
    {
        if (within.Children.Any(ExpressionBinder.IsFaulty))
        {
            return within;
        }

        if (within.Values.FirstOrDefault(value => value is NullLiteral) is { } nothing)
        {
            binder.Report(
                ExpressionRules.OperandType, nothing, "NULL in a list equals nothing", "leave it out, and write `or x is null` where it is meant");
            return within;
        }

        ImmutableArray<PortableExpression> all = [within.Operand, .. within.Values];
        if (Unified(all) is not { } values || !IsComparable(values[0].Type!))
        {
            return binder.Report(
                ExpressionRules.OperandType, within,
                $"{Named(within.Operand)} is never one of {string.Join(", ", within.Values.Select(Named).Distinct())}",
                "write values of one type, with `cast` where they differ");
        }

        return within with { Operand = values[0], Values = values[1..], Type = DataType.Bool };
    }

    /// <summary>The values in the type that they have in common; null: they have none.</summary>
    public static ImmutableArray<PortableExpression>? Unified(ImmutableArray<PortableExpression> values)
    {
        var common = Promotion.Common(values);
        return common is null ? null : [.. values.Select(value => ExpressionBinder.Promote(value, common))];
    }

    /// <summary>What a value is, in words.</summary>
    public static string Named(PortableExpression value) => value.Type is null ? "NULL" : $"`{value.Type}`";

    private static BinaryOperation Logic(ExpressionBinder binder, BinaryOperation operation)
    {
        var wrong = new[] { operation.Left, operation.Right }.FirstOrDefault(side => !IsCondition(side));
        return wrong is null
            ? operation with
            {
                Left = ExpressionBinder.Promote(operation.Left, DataType.Bool),
                Right = ExpressionBinder.Promote(operation.Right, DataType.Bool),
                Type = DataType.Bool,
            }
            : binder.Report(
                ExpressionRules.OperandType, operation, $"`{Symbol(operation.Operator)}` takes conditions, not {Named(wrong)}", Help(wrong));
    }

    private static BinaryOperation Concatenation(ExpressionBinder binder, BinaryOperation operation)
    {
        var wrong = new[] { operation.Left, operation.Right }.FirstOrDefault(side => side.Type is not (null or DataType.Text));
        if (wrong is not null)
        {
            return binder.Report(ExpressionRules.OperandType, operation, $"`||` joins texts, not {Named(wrong)}", "write `cast(x as string)` around it");
        }

        return operation with
        {
            Left = ExpressionBinder.Promote(operation.Left, DataType.String),
            Right = ExpressionBinder.Promote(operation.Right, DataType.String),
            Type = DataType.String,
        };
    }

    private static PortableExpression Comparison(ExpressionBinder binder, BinaryOperation operation)
    {
        var symbol = Symbol(operation.Operator);
        if (operation.Left is NullLiteral || operation.Right is NullLiteral)
        {
            var negated = operation.Operator == Kind.NotEqual ? "is not null" : "is null";
            return binder.Report(ExpressionRules.OperandType, operation, $"`{symbol}` with NULL never holds", $"write `x {negated}`");
        }

        if (Unified([operation.Left, operation.Right]) is not { } sides)
        {
            return binder.Report(
                ExpressionRules.OperandType, operation,
                $"`{symbol}` compares {Named(operation.Left)} with {Named(operation.Right)}", CastHelp(operation.Left, operation.Right));
        }

        var equality = operation.Operator is Kind.Equal or Kind.NotEqual;
        if (equality && sides[0].Type is DataType.Boolean && sides[1] is BooleanLiteral constant)
        {
            return constant.Value == (operation.Operator == Kind.Equal)
                ? sides[0]
                : new UnaryOperation(UnaryOperation.Kind.Not, sides[0]) { Span = operation.Span, Type = DataType.Bool };
        }

        return (equality ? IsComparable(sides[0].Type!) : Promotion.IsOrdered(sides[0].Type))
            ? operation with { Left = sides[0], Right = sides[1], Type = DataType.Bool }
            : binder.Report(
                ExpressionRules.OperandType, operation, $"`{symbol}` does not compare {Named(sides[0])} in the same way on every engine", null);
    }

    private static bool IsComparable(DataType type) => type is not DataType.Json;

    private static bool IsCondition(PortableExpression value) => value.Type is null or DataType.Boolean;

    private static string? CastHelp(PortableExpression left, PortableExpression right)
    {
        var (text, other) = left is TextLiteral ? (left, right) : (right, left);
        return text is TextLiteral literal && other.Type is DataType.Date or DataType.Timestamp
            ? $"write `cast('{((TextLiteral)text).Value}' as {other.Type})`"
            : "convert one side with `cast(x as type)`";
    }

    private static string? Help(PortableExpression value) =>
        Promotion.IsNumber(value.Type) ? "write `x <> 0`" : value.Type is DataType.Text ? "compare it: `x = 'value'`" : null;

    public static string Symbol(Kind kind) => kind switch
    {
        Kind.Or => "or",
        Kind.And => "and",
        Kind.Equal => "=",
        Kind.NotEqual => "<>",
        Kind.Less => "<",
        Kind.LessOrEqual => "<=",
        Kind.Greater => ">",
        Kind.GreaterOrEqual => ">=",
        Kind.Concatenate => "||",
        Kind.Add => "+",
        Kind.Subtract => "-",
        Kind.Multiply => "*",
        Kind.Divide => "/",
        _ => "%",
    };
}

using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>How a value becomes what it is stored as: promoted, or rounded to the digits of a decimal; anything else is asked for with a cast.</summary>
internal static class ResultConversion
{
    public static PortableExpression To(ExpressionBinder binder, PortableExpression value, DataType expected)
    {
        if (ExpressionBinder.IsFaulty(value))
        {
            return value;
        }

        if (value is NullLiteral)
        {
            return ExpressionBinder.Promote(value, expected);
        }

        return (value.Type, expected) switch
        {
            _ when value.Type == expected => value,
            (DataType.Text, DataType.Text) => value,
            (DataType.Integer or DataType.Decimal, DataType.Float) => ExpressionBinder.Promote(value, expected),
            (DataType.Integer or DataType.Decimal or DataType.Float, DataType.Decimal) or (DataType.Decimal { Scale: 0 }, DataType.Integer) =>
                new Conversion(value, expected) { Span = value.Span, Type = expected },
            _ => binder.Report(
                ExpressionRules.WrongResult, value, $"the expression gives {OperatorBinding.Named(value)} where `{expected}` is stored",
                ConversionBinding.Exists(value.Type!, expected) ? $"write `cast(… as {expected})` around it" : null),
        };
    }
}

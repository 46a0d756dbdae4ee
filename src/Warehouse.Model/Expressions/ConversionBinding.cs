using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>Which conversions there are, and dates and timestamps that are written out as texts.</summary>
internal static partial class ConversionBinding
{
    public static PortableExpression Of(ExpressionBinder binder, Conversion conversion)
    {
        var operand = conversion.Operand;
        var target = conversion.Target;
        if (ExpressionBinder.IsFaulty(operand))
        {
            return conversion;
        }

        if (operand is NullLiteral)
        {
            return operand with { Type = target };
        }

        if (operand is TextLiteral text && target is DataType.Date or DataType.Timestamp)
        {
            return Constant(binder, conversion, ((TextLiteral)operand).Value);
        }

        if (conversion.OrNull && operand.Type is not DataType.Text)
        {
            return binder.Report(
                ExpressionRules.NoConversion, conversion,
                $"`try_cast` takes a text, not {OperatorBinding.Named(operand)}", $"write `cast(x as {target})`");
        }

        if (operand.Type == target)
        {
            return operand;
        }

        if (!Exists(operand.Type!, target))
        {
            return binder.Report(
                ExpressionRules.NoConversion, conversion,
                $"there is no conversion of {OperatorBinding.Named(operand)} to `{target}` that is the same on every engine", Help(operand.Type!, target));
        }

        // Engines cut, pad, refuse or ignore the length in a cast.
        return target is DataType.Text { MaxLength: { } length } && operand.Type is DataType.Text
            ? binder.Of(FunctionDefinitions.Call(
                conversion.Span, "left", operand, FunctionDefinitions.Number(conversion.Span, length))) with { Type = target }
            : conversion with { Type = target };
    }

    public static bool Exists(DataType from, DataType to) => (from, to) switch
    {
        (DataType.Text, DataType.Text) => true,
        (DataType.Text, DataType.Boolean or DataType.Date or DataType.Timestamp) => true,
        (DataType.Boolean or DataType.Date or DataType.Timestamp, DataType.Text { MaxLength: null }) => true,
        (DataType.Integer or DataType.Decimal, DataType.Text { MaxLength: null }) => true,
        (DataType.Text, _) when Promotion.IsNumber(to) => true,
        _ when Promotion.IsNumber(from) && Promotion.IsNumber(to) => true,
        (DataType.Boolean, DataType.Integer) => true,
        (DataType.Date, DataType.Timestamp) or (DataType.Timestamp, DataType.Date) => true,
        _ => false,
    };

    private static string? Help(DataType from, DataType to) => (from, to) switch
    {
        (DataType.Float, DataType.Text) => "write `cast(cast(x as decimal(18,6)) as string)`: engines write a float differently",
        (_, DataType.Text { MaxLength: not null }) => $"write `left(cast(x as string), n)`",
        (DataType.Integer or DataType.Decimal or DataType.Float, DataType.Boolean) => "write `x <> 0`",
        (DataType.Boolean, DataType.Decimal or DataType.Float) => "write `case when x then 1.0 else 0.0 end`",
        (DataType.Integer, DataType.Timestamp) => "write `from_unix_seconds(x)` or `from_unix_millis(x)`",
        (DataType.Integer, DataType.Date) => "write `make_date(year, month, day)`",
        _ => null,
    };

    private static PortableExpression Constant(ExpressionBinder binder, Conversion conversion, string text)
    {
        if (conversion.Target is DataType.Date)
        {
            return DatePattern().IsMatch(text)
                && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? new DateLiteral(date) { Span = conversion.Span, Type = DataType.Day }
                : binder.Report(ExpressionRules.InvalidLiteral, conversion, $"`{text}` is not a date", "write `cast('2024-12-31' as date)`");
        }

        ImmutableArray<string> formats =
        [
            "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFZ",
        ];
        foreach (var format in formats)
        {
            if (DateTime.TryParseExact(
                text, format.Replace("Z", "'Z'", StringComparison.Ordinal), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            {
                return new TimestampLiteral(instant) { Span = conversion.Span, Type = DataType.Instant };
            }
        }

        return binder.Report(
            ExpressionRules.InvalidLiteral, conversion, $"`{text}` is not a timestamp in UTC", "write `cast('2024-12-31 23:59:59' as timestamp)`");
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();
}

using System.Globalization;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>Which type two values meet in: integer, then decimal, then float; other types only meet themselves.</summary>
internal static class Promotion
{
    /// <summary>Digits of the greatest 64-bit integer.</summary>
    private const int IntegerDigits = 19;

    public const int MostDigits = 38;

    /// <summary>The type that all values with a type have or are promoted to; null: there is none.</summary>
    public static DataType? Common(IReadOnlyCollection<PortableExpression> values)
    {
        var meetsDecimal = values.Any(value => value.Type is DataType.Decimal);
        return Common(values.Where(value => value.Type is not null).Select(value => meetsDecimal ? Met(value) : value.Type!));
    }

    /// <summary>The types of two operands as they meet.</summary>
    public static (DataType Left, DataType Right) Meeting(PortableExpression left, PortableExpression right) => (
        right.Type is DataType.Decimal ? Met(left) : left.Type!,
        left.Type is DataType.Decimal ? Met(right) : right.Type!);

    /// <summary>The type that all of them have or are promoted to; null: there is none.</summary>
    public static DataType? Common(IEnumerable<DataType> types)
    {
        DataType? common = null;
        foreach (var type in types)
        {
            common = common is null ? type : Common(common, type);
            if (common is null)
            {
                return null;
            }
        }

        return common;
    }

    public static DataType? Common(DataType left, DataType right) => (left, right) switch
    {
        (DataType.Text a, DataType.Text b) => a.MaxLength is { } m && b.MaxLength is { } n ? new DataType.Text(Math.Max(m, n)) : DataType.String,
        (DataType.Float, _) when IsNumber(right) => left,
        (_, DataType.Float) when IsNumber(left) => right,
        (DataType.Integer, DataType.Integer) => left,
        _ when IsNumber(left) && IsNumber(right) => Widest(DecimalOf(left), DecimalOf(right)),
        _ => left == right ? left : null,
    };

    /// <summary>A sum or difference of two numbers: one digit more than the wider of them.</summary>
    public static DataType Sum(DataType left, DataType right)
    {
        if (Common(left, right) is not DataType.Decimal common)
        {
            return Common(left, right)!;
        }

        return common with { Precision = Math.Min(MostDigits, common.Precision + 1) };
    }

    /// <summary>A product: exact, so the digits after the point add up; null where they are more than 38.</summary>
    public static DataType? Product(DataType left, DataType right)
    {
        if (Common(left, right) is not DataType.Decimal)
        {
            return Common(left, right);
        }

        var (p1, s1) = left is DataType.Integer ? (IntegerDigits, 0) : DecimalOf(left);
        var (p2, s2) = right is DataType.Integer ? (IntegerDigits, 0) : DecimalOf(right);
        return s1 + s2 > MostDigits ? null : new DataType.Decimal(Math.Min(MostDigits, p1 + p2), s1 + s2);
    }

    public static bool IsNumber(DataType? type) => type is DataType.Integer or DataType.Decimal or DataType.Float;

    /// <summary>Whether values of the type have an order that is the same on every engine.</summary>
    public static bool IsOrdered(DataType? type) =>
        IsNumber(type) || type is DataType.Text or DataType.Date or DataType.Timestamp or DataType.Time;

    public static (int Precision, int Scale) DecimalOf(DataType type) =>
        type is DataType.Decimal(var precision, var scale) ? (precision, scale) : (IntegerDigits, 0);

    /// <summary>A value beside a decimal: an integer that is written out has no more digits than those.</summary>
    private static DataType Met(PortableExpression value) => value is IntegerLiteral number
        ? new DataType.Decimal(Int128.Abs(number.Value).ToString(CultureInfo.InvariantCulture).Length, 0)
        : value.Type!;

    private static DataType.Decimal Widest((int Precision, int Scale) left, (int Precision, int Scale) right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        var whole = Math.Max(left.Precision - left.Scale, right.Precision - right.Scale);
        return new DataType.Decimal(Math.Min(MostDigits, whole + scale), scale);
    }
}

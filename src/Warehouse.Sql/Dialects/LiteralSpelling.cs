using System.Globalization;

namespace Warehouse.Sql.Dialects;

/// <summary>How constants are written.</summary>
public sealed record LiteralSpelling
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A text with its quotes; a NUL character is refused by each.</summary>
    public required Func<string, string> Text { get; init; }

    public string True { get; init; } = "TRUE";

    public string False { get; init; } = "FALSE";

    /// <summary>The least integer is no constant of its own on most engines, but a negated one that is too great.</summary>
    public Func<long, string> Integer { get; init; } = value => value == long.MinValue
        ? "(-9223372036854775807 - 1)"
        : value.ToString(Invariant);

    public Func<decimal, string> Decimal { get; init; } = value => Point(value.ToString(Invariant));

    public required Func<double, string> Float { get; init; }

    public Func<DateOnly, string> Date { get; init; } = value => $"DATE '{IsoDate(value)}'";

    public Func<DateTime, string> Timestamp { get; init; } = value => $"TIMESTAMP '{IsoTimestamp(value)}'";

    public static string IsoDate(DateOnly value) => value.ToString("yyyy-MM-dd", Invariant);

    /// <summary>To the microsecond, without trailing zeros of the fraction.</summary>
    public static string IsoTimestamp(DateTime value) => value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", Invariant);

    /// <summary>The shortest digits that give the number again, always with an exponent, so that no engine takes it for a decimal.</summary>
    public static string Exponent(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "a constant is a number");
        }

        var text = value.ToString("R", Invariant).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');
        return text.Contains('e', StringComparison.Ordinal) ? text : text + "e0";
    }

    public static string Quoted(string value)
    {
        Check(value);
        return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>Where a backslash is special inside quotes.</summary>
    public static string Escaped(string value, string quote)
    {
        Check(value);
        return "'" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", quote, StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "'";
    }

    public static void Check(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("a text constant holds no NUL character: Postgres has none", nameof(value));
        }
    }

    private static string Point(string digits) => digits.Contains('.', StringComparison.Ordinal) ? digits : digits + ".0";
}

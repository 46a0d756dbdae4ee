using System.Globalization;

namespace Warehouse.TestEngines.History;

/// <summary>Comparison as history.md has it: null-safe and exact, −0 = 0, texts by code point and with their blanks.</summary>
public static class ExactValue
{
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        // IEEE 754 says that −0 = 0; Equals does not for boxed values of every kind.
        (double a, double b) => a == b,
        (decimal a, decimal b) => a == b,
        _ => Equals(left, right),
    };

    public static bool SameAll(IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!Same(left[i], right[i]))
                return false;
        }

        return true;
    }

    /// <summary>A value for people, in which nothing is invisible.</summary>
    public static string Show(object? value) => value switch
    {
        null => "NULL",
        string s => "'" + string.Concat(s.Select(c => c is > ' ' and < '\u007f' || c == ' ' ? c.ToString() : $"\\u{(int)c:x4}")) + "'",
        DateTime t => t.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture).Replace("T00:00:00", "", StringComparison.Ordinal),
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        // Without trailing zeros: 1.5 and 1.50 are one value.
        decimal d => d.ToString("0.############################", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

using System.Collections;
using System.Globalization;
using System.Numerics;

namespace Warehouse.TestEngines.Results;

/// <summary>One spelling for a value, whichever engine or driver it comes from, so that engines can be compared.</summary>
public static class CanonicalText
{
    public const string Null = "NULL";

    /// <summary>
    /// Numbers without trailing zeros, dates as ISO 8601, times to the microsecond without trailing zeros, a moment as its UTC time
    /// without a zone (drivers do not agree on the zone of a column), bytes as hex, booleans as `true` and `false`.
    /// </summary>
    public static string Of(object? value) => value switch
    {
        null or DBNull => Null,
        string text => text,
        bool truth => truth ? "true" : "false",
        decimal number => Plain(number.ToString(CultureInfo.InvariantCulture)),
        double number => Of(number),
        float number => Of((double)number),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTime time => (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => Of(time.UtcDateTime),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Stream stream => Of(Bytes(stream)),
        IDictionary fields => "(" + string.Join(", ", fields.Values.Cast<object?>().Select(Of)) + ")",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Of)) + "]",
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No canonical text for a {value.GetType()}."),
    };

    // A whole number is written without an exponent, as the engines' integers and decimals are.
    private static string Of(double number) =>
        double.IsNaN(number) ? "NaN"
        : double.IsInfinity(number) ? (number > 0 ? "Infinity" : "-Infinity")
        : number == 0 ? "0"
        : Math.Abs(number) is < 1e15 and > 1e-5 ? Plain(((decimal)number == 0 ? 0m : decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture))
        : number.ToString("R", CultureInfo.InvariantCulture);

    private static string Plain(string number)
    {
        var text = number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;
        return text == "-0" ? "0" : text;
    }

    private static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Testing;

/// <summary>A value of a test as the column that it is compared with has it.</summary>
internal static class TypedValue
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Whether what the target holds is what the test says.</summary>
    public static bool Equal(string? expected, object? actual, DataType type)
    {
        if (expected is null || actual is null)
            return expected is null && actual is null;
        return Parse(expected, type) is { } value && Same(value, actual, type);
    }

    private static object? Parse(string text, DataType type) => type switch
    {
        DataType.Integer => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : null,
        DataType.Decimal => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null,
        DataType.Float => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null,
        DataType.Boolean => text.ToLowerInvariant() switch { "true" => true, "false" => false, _ => null },
        DataType.Date => DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var d) && d.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(d) : null,
        DataType.Timestamp => DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var t) ? t : null,
        DataType.Time => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var t) ? t : null,
        DataType.Uuid => Guid.TryParse(text, out var id) ? id : null,
        DataType.Bytes => FromHex(text),
        DataType.Json => text,
        _ => text,
    };

    private static bool Same(object expected, object actual, DataType type) => (expected, actual) switch
    {
        (long a, decimal b) => a == b,
        (decimal a, long b) => a == b,
        (decimal a, decimal b) => a == b,
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (string a, string b) => a == b || (type is DataType.Json && SameJson(a, b)),
        _ => expected.Equals(actual),
    };

    // Engines keep JSON with blanks and orders of their own.
    private static bool SameJson(string a, string b)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(a), JsonNode.Parse(b));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[]? FromHex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

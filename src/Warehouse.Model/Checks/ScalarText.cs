using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>Whether a text of the model is a value of a type.</summary>
internal static partial class ScalarText
{
    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFK",
    ];

    /// <summary>Whether <paramref name="text"/> converts to <paramref name="type"/>; null is a value of every type.</summary>
    public static bool Converts(string? text, DataType type) => text is null || type switch
    {
        DataType.Text { MaxLength: { } most } => text.EnumerateRunes().Count() <= most,
        DataType.Text or DataType.Bytes => true,
        DataType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        DataType.Decimal number => Fits(text, number),
        DataType.Float => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        DataType.Boolean => text is "true" or "false",
        DataType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        DataType.Timestamp => DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        DataType.Time => TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss.FFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        DataType.Uuid => Guid.TryParseExact(text, "D", out _),
        DataType.Json => IsJson(text),
        _ => throw new NotSupportedException($"No conversion to the type {type}."),
    };

    // By its digits: 38 of them are more than a System.Decimal holds.
    private static bool Fits(string text, DataType.Decimal type)
    {
        var match = DecimalDigits().Match(text);
        return match.Success
            && match.Groups["whole"].Value.TrimStart('0').Length <= type.Precision - type.Scale
            && match.Groups["part"].Value.TrimEnd('0').Length <= type.Scale;
    }

    private static bool IsJson(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return JsonDocument.TryParseValue(ref reader, out var document) && Close(document) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Close(JsonDocument document)
    {
        document.Dispose();
        return true;
    }

    [GeneratedRegex(@"^[+-]?(?<whole>[0-9]+)(\.(?<part>[0-9]+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DecimalDigits();
}

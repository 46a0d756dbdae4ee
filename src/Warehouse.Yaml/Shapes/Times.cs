using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Shapes;

/// <summary>Durations, days, instants and shares.</summary>
internal static partial class Times
{
    private const string DurationPattern = "^[0-9]+(s|m|h|d)$";
    private const string DatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private const string TimestampPattern =
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$";
    private const string PercentPattern = "^[0-9]+(\\.[0-9]+)?%$";

    private static readonly string[] TimestampFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFK",
    ];

    public static Shape<TimeSpan> Duration { get; } = new ScalarShape<TimeSpan>(
        "a duration", "write a number and its unit, s, m, h or d, as `2h`", () => Pattern(DurationPattern), ParseDuration);

    public static Shape<DateOnly> Date { get; } = new ScalarShape<DateOnly>(
        "a date", "write it as `2015-01-31`", () => Pattern(DatePattern), ParseDate);

    /// <summary>An instant; without a zone it is UTC, without a time it is midnight.</summary>
    public static Shape<DateTimeOffset> Timestamp { get; } = new ScalarShape<DateTimeOffset>(
        "a timestamp", "write it as `2024-01-31T00:00:00Z`", () => Pattern(TimestampPattern), ParseTimestamp);

    /// <summary>A share from 0 to 1.</summary>
    public static Shape<decimal> Ratio { get; } =
        new ScalarShape<decimal>("a ratio", "write a share as `10%` or `0.1`", RatioSchema, ParseRatio);

    private static Parsed<TimeSpan> ParseDuration(ScalarNode scalar, string subject, ReadContext context)
    {
        if (!DurationText().IsMatch(scalar.Text))
        {
            return Scalars.Wrong<TimeSpan>(scalar, subject, "a duration", "write a number and its unit, s, m, h or d, as `2h`");
        }

        var seconds = scalar.Text[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3_600L, _ => 86_400L };
        return long.TryParse(scalar.Text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= 36_500L * 86_400L / seconds
            ? TimeSpan.FromSeconds(count * seconds)
            : new Parsed<TimeSpan>(
                default,
                ReadingRules.OutOfRange,
                $"`{subject}` is `{scalar.Text}`, more than a hundred years",
                "write at most `36500d`");
    }

    private static Parsed<DateOnly> ParseDate(ScalarNode scalar, string subject, ReadContext context) =>
        DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : Scalars.Wrong<DateOnly>(scalar, subject, "a date", "write a day of the calendar as `2015-01-31`");

    private static Parsed<DateTimeOffset> ParseTimestamp(ScalarNode scalar, string subject, ReadContext context) =>
        DateTimeOffset.TryParseExact(
            scalar.Text,
            TimestampFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
            ? instant
            : Scalars.Wrong<DateTimeOffset>(scalar, subject, "a timestamp", "write an instant as `2024-01-31T00:00:00Z`");

    private static Parsed<decimal> ParseRatio(ScalarNode scalar, string subject, ReadContext context)
    {
        var percent = PercentText().IsMatch(scalar.Text);
        if (!percent && scalar.ScalarKind is not (ScalarKind.Integer or ScalarKind.Float))
        {
            return Scalars.Wrong<decimal>(scalar, subject, "a ratio", "write a share as `10%` or `0.1`");
        }

        var text = percent ? scalar.Text[..^1] : scalar.Text;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number <= (percent ? 100 : 1)
            ? percent ? number / 100 : number
            : new Parsed<decimal>(
                0,
                ReadingRules.OutOfRange,
                $"`{subject}` is `{scalar.Text}`, which is not a share of a whole",
                "write a ratio from `0%` to `100%`");
    }

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject RatioSchema() => new()
    {
        ["anyOf"] = new JsonArray(Pattern(PercentPattern), new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 }),
    };

    [GeneratedRegex(@"^[0-9]+[smhd]\z")]
    private static partial Regex DurationText();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?%\z")]
    private static partial Regex PercentText();
}

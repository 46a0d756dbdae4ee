using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Shapes;

/// <summary>The types of the model language, and the project's own names for them.</summary>
internal static partial class DataTypes
{
    private const string Help =
        "write one of `string`, `integer`, `decimal(p,s)`, `float`, `boolean`, `date`, `timestamp`, `time`, `uuid`, `json`, `bytes`";

    private static readonly Dictionary<string, DataType> Simple = new(StringComparer.Ordinal)
    {
        ["string"] = DataType.String,
        ["integer"] = DataType.Int64,
        ["float"] = DataType.Float64,
        ["boolean"] = DataType.Bool,
        ["date"] = DataType.Day,
        ["timestamp"] = DataType.Instant,
        ["time"] = DataType.TimeOfDay,
        ["uuid"] = new DataType.Uuid(),
        ["json"] = new DataType.Json(),
        ["bytes"] = new DataType.Bytes(),
    };

    public static Shape<DataType> Type { get; } = new ScalarShape<DataType>(
        "a type",
        Help,
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (scalar, subject, context) => Parse(
            scalar,
            subject,
            context,
            name => context.TypeAliases.GetValueOrDefault(name),
            context.TypeAliases.Keys));

    public static bool IsBuiltIn(string name) => Simple.ContainsKey(name) || name is "decimal";

    /// <summary>The type that a text names.</summary>
    /// <param name="alias">The type that an alias stands for; null where there is no such alias.</param>
    public static Parsed<DataType> Parse(
        ScalarNode scalar,
        string subject,
        ReadContext context,
        Func<string, DataType?> alias,
        IEnumerable<string> aliases)
    {
        if (scalar.ScalarKind != ScalarKind.Text)
        {
            return Scalars.Wrong<DataType>(scalar, subject, "a type", Help);
        }

        var text = scalar.Text;
        if (Simple.TryGetValue(text, out var simple))
        {
            return simple;
        }

        if (StringOf().Match(text) is { Success: true } s)
        {
            return Number(s, 1) is >= 1 and <= 10_000_000 and var length
                ? new DataType.Text(length)
                : Bad(text, "its length must be from 1 to 10000000", "write `string(50)`, or `string` for no limit");
        }

        if (DecimalOf().Match(text) is { Success: true } d)
        {
            var (precision, scale) = (Number(d, 1), Number(d, 2));
            return precision is >= 1 and <= 38 && scale <= precision
                ? new DataType.Decimal(precision, scale)
                : Bad(text, "its precision must be from 1 to 38 and its scale no more than that", "write `decimal(18,2)`");
        }

        return alias(text) ?? Unknown(text, subject, context, aliases);
    }

    private static Parsed<DataType> Unknown(string text, string subject, ReadContext context, IEnumerable<string> aliases)
    {
        var help = text switch
        {
            "decimal" => "give precision and scale: \"decimal(18,2)\"",
            _ when SplitByComma().IsMatch(text) => "quote a type that holds a comma: \"decimal(18,2)\"",
            _ when Nearest.Of(text, Simple.Keys.Append("decimal").Concat(aliases)) is { } near =>
                $"write `{(near == "decimal" ? "decimal(18,2)" : near)}`",
            _ => context.IsIncomplete ? null : $"{Help}, or declare `{text}` under `types`",
        };

        // The alias may stand in a file that could not be parsed: that is reported, and this would be noise.
        return help is null
            ? DataType.String
            : new Parsed<DataType>(null, ReadingRules.UnknownType, $"`{subject}` has the unknown type `{Scalars.Shorten(text)}`", help);
    }

    private static Parsed<DataType> Bad(string text, string why, string help) =>
        new(null, ReadingRules.OutOfRange, $"`{text}` is not a type: {why}", help);

    private static int Number(Match match, int group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;

    [GeneratedRegex(@"^string\(\s*([0-9]+)\s*\)\z")]
    private static partial Regex StringOf();

    [GeneratedRegex(@"^decimal\(\s*([0-9]+)\s*,\s*([0-9]+)\s*\)\z")]
    private static partial Regex DecimalOf();

    /// <summary>What is left of an unquoted `decimal(18,2)` between braces.</summary>
    [GeneratedRegex(@"^[a-z]+\([0-9]+\z")]
    private static partial Regex SplitByComma();
}

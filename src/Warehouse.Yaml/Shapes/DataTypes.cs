using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Shapes;

/// <summary>Reads a type: one of the language's, or the project's own name for one.</summary>
internal static partial class DataTypes
{
    public static Shape<DataType> Type { get; } = new ScalarShape<DataType>(
        "a type",
        DataTypeNames.Help,
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (scalar, subject, context) => Parse(
            scalar,
            subject,
            context,
            name => context.TypeAliases.GetValueOrDefault(name),
            context.TypeAliases.Keys));

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
            return Scalars.Wrong<DataType>(scalar, subject, "a type", DataTypeNames.Help);
        }

        var text = scalar.Text;
        if (DataTypeNames.Plain(text) is { } simple)
        {
            return simple;
        }

        if (StringOf().Match(text) is { Success: true } s)
        {
            return Or(DataTypeNames.Text(Number(s, 1)), text, DataTypeNames.BadLength, DataTypeNames.LengthHelp);
        }

        if (DecimalOf().Match(text) is { Success: true } d)
        {
            return Or(DataTypeNames.Number(Number(d, 1), Number(d, 2)), text, DataTypeNames.BadPrecision, DataTypeNames.PrecisionHelp);
        }

        return alias(text) ?? Unknown(text, subject, context, aliases);
    }

    private static Parsed<DataType> Unknown(string text, string subject, ReadContext context, IEnumerable<string> aliases)
    {
        var help = text switch
        {
            DataTypeNames.Decimal => "give precision and scale: \"decimal(18,2)\"",
            _ when SplitByComma().IsMatch(text) => "quote a type that holds a comma: \"decimal(18,2)\"",
            _ when DataTypeNames.Offer(text, aliases) is { } offer => $"write `{offer}`",
            _ => context.IsIncomplete ? null : $"{DataTypeNames.Help}, or declare `{text}` under `types`",
        };

        // The alias may stand in a file that could not be parsed: that is reported, and this would be noise.
        return help is null
            ? DataType.String
            : new Parsed<DataType>(null, ReadingRules.UnknownType, $"`{subject}` has the unknown type `{Scalars.Shorten(text)}`", help);
    }

    private static Parsed<DataType> Or(DataType? type, string text, string why, string help) =>
        type ?? new Parsed<DataType>(null, ReadingRules.OutOfRange, $"`{text}` is not a type: {why}", help);

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

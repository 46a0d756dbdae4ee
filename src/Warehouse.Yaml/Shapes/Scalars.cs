using System.Globalization;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Shapes;

/// <summary>The scalars of the model language that are text, numbers and booleans.</summary>
internal static class Scalars
{
    /// <summary>A name of something: text that is not empty.</summary>
    public static Shape<Name> Name { get; } = new ScalarShape<Name>(
        "a name", "write one name", () => new JsonObject { ["type"] = "string", ["minLength"] = 1 }, ParseName);

    /// <summary>Free text for people, in which <c>${</c> means nothing.</summary>
    public static Shape<string> Prose { get; } = new ScalarShape<string>(
        "text", "write text", () => new JsonObject { ["type"] = "string" }, (s, subject, _) => Text(s, subject));

    /// <summary>A portable expression, or a number or boolean that is one.</summary>
    public static Shape<ExpressionText> Expression { get; } = new ScalarShape<ExpressionText>(
        "an expression", "write a portable expression", AnyScalarButNull, ParseExpression);

    /// <summary>A query in an engine's own SQL.</summary>
    public static Shape<string> Sql { get; } = Expression.Select(e => e.Text);

    /// <summary>A value of data, null among them.</summary>
    public static Shape<Scalar> Value { get; } = new ScalarShape<Scalar>(
        "a value",
        "write one value; quote JSON",
        () => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null") },
        (s, _, _) => new Scalar(s.IsNull ? null : s.Text, s.Span));

    public static Shape<bool> Boolean { get; } = new ScalarShape<bool>(
        "a boolean", "write `true` or `false`", () => new JsonObject { ["type"] = "boolean" }, ParseBoolean);

    public static Shape<int> Integer(int least, int most) => new ScalarShape<int>(
        "an integer",
        $"write a number from {least} to {most}",
        () => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        (s, subject, _) => ParseInteger(s, subject, least, most));

    public static Shape<decimal> Number { get; } = new ScalarShape<decimal>(
        "a number", "write a number such as `1` or `0.5`", () => new JsonObject { ["type"] = "number" }, ParseNumber);

    /// <summary>A single character; <c>"\t"</c> is a tab.</summary>
    public static Shape<char> Character { get; } = new ScalarShape<char>(
        "one character",
        "write one character in quotes",
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 1 },
        (s, subject, _) => s is { ScalarKind: ScalarKind.Text, Text.Length: 1 }
            ? s.Text[0]
            : Wrong<char>(s, subject, "one character in quotes", "write it as `\";\"`"));

    public static Parsed<T> Wrong<T>(ScalarNode scalar, string subject, string expected, string help)
    {
        var found = scalar is { IsNull: true, Text: "" } ? "nothing is here" : $"here is {scalar.Kind}, `{Shorten(scalar.Text)}`";
        return new Parsed<T>(default, ReadingRules.WrongScalar, $"`{subject}` must be {expected}, and {found}", help);
    }

    /// <summary>A reference where none is resolved, which would otherwise be taken literally.</summary>
    public static Parsed<T>? Substitution<T>(string text, string subject) => text.Contains("${", StringComparison.Ordinal)
        ? new Parsed<T>(
            default,
            ReadingRules.MisplacedSubstitution,
            $"`{subject}` holds a `${{…}}` reference, which only a target's settings may",
            "write the value itself: models have no templating")
        : null;

    public static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : $"{line[..40]}…";
    }

    private static Parsed<Name> ParseName(ScalarNode scalar, string subject, ReadContext context)
    {
        var text = Text(scalar, subject);
        return text switch
        {
            { Problem: { } rule } => new Parsed<Name>(null, rule, text.Message, text.Help),
            { Value.Length: 0 } => Wrong<Name>(scalar, subject, "a name", "write the name between the quotes, or remove the key"),
            _ => Substitution<Name>(scalar.Text, subject) ?? scalar.ToName(),
        };
    }

    private static Parsed<string> Text(ScalarNode scalar, string subject) => scalar.ScalarKind switch
    {
        ScalarKind.Text => scalar.Text,
        ScalarKind.Null when scalar.Text.Length == 0 => Wrong<string>(scalar, subject, "text", "write a value, or remove the key"),
        _ => Wrong<string>(scalar, subject, "text", $"quote it: \"{scalar.Text}\""),
    };

    private static Parsed<ExpressionText> ParseExpression(ScalarNode scalar, string subject, ReadContext context) =>
        scalar.IsNull || string.IsNullOrWhiteSpace(scalar.Text)
            ? Wrong<ExpressionText>(scalar, subject, "an expression", "write an expression, or remove the key")
            : Substitution<ExpressionText>(scalar.Text, subject) ?? new ExpressionText(scalar.Text, scalar.Span);

    private static Parsed<bool> ParseBoolean(ScalarNode scalar, string subject, ReadContext context) =>
        scalar.ScalarKind == ScalarKind.Boolean
            ? scalar.Text[0] is 't' or 'T'
            : Wrong<bool>(scalar, subject, "a boolean", "write `true` or `false`, without quotes");

    private static Parsed<int> ParseInteger(ScalarNode scalar, string subject, int least, int most)
    {
        if (scalar.ScalarKind != ScalarKind.Integer)
        {
            return Wrong<int>(scalar, subject, "an integer", $"write a number from {least} to {most}, without quotes");
        }

        return int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : new Parsed<int>(
                0,
                ReadingRules.OutOfRange,
                $"`{subject}` is `{scalar.Text}`, which is not from {least} to {most}",
                $"write a number from {least} to {most}");
    }

    private static Parsed<decimal> ParseNumber(ScalarNode scalar, string subject, ReadContext context)
    {
        if (scalar.ScalarKind is not (ScalarKind.Integer or ScalarKind.Float))
        {
            return Wrong<decimal>(scalar, subject, "a number", "write a number such as `1` or `0.5`, without quotes");
        }

        return decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : new Parsed<decimal>(
                0,
                ReadingRules.OutOfRange,
                $"`{subject}` is `{scalar.Text}`, which is not an exact decimal number",
                "write a decimal number of at most 28 digits");
    }

    private static JsonObject AnyScalarButNull() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}

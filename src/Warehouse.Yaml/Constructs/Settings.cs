using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Settings of targets and of what observes runs: texts in clear, and references to what must not stand in a file.</summary>
internal static partial class Settings
{
    private static readonly string[] SecretWords =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "token", "private_key", "privatekey",
        "api_key", "apikey", "access_key", "accesskey", "account_key",
    ];

    public static Shape<SettingValue> Any { get; } = new ScalarShape<SettingValue>(
        "a setting",
        "write one value",
        () => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        Parse);

    /// <summary>A secret: only a reference to it may stand in a file.</summary>
    public static Shape<SettingValue> Secret { get; } = new ScalarShape<SettingValue>(
        "a reference to a secret",
        "write \"${env.NAME}\" or \"${file:path}\"",
        () => new JsonObject { ["type"] = "string", ["pattern"] = @"^\$\{" },
        ParseSecret);

    /// <summary>An address that is sent to, in clear or by reference.</summary>
    public static Shape<SettingValue> Url { get; } = new ScalarShape<SettingValue>(
        "an http or https URL",
        "write it whole, as `https://lineage.example.com/api/v1/lineage`",
        () => new JsonObject { ["type"] = "string", ["pattern"] = @"^(https?://|\$\{)" },
        ParseUrl);

    /// <summary>Reads a setting; a literal secret is reported and its place remembered, so that nobody prints it.</summary>
    public static bool TryRead(MapEntry entry, ReadContext context, [MaybeNullWhen(false)] out SettingValue value)
    {
        if (!Any.TryRead(entry.Value, entry.Key.Text, context, out value))
        {
            return false;
        }

        if (value is not SettingValue.Text text || !(IsSecret(entry.Key.Text) || LooksSecret().IsMatch(text.Value)))
        {
            return true;
        }

        var inClear = InClear(entry.Value, entry.Key.Text, context);
        context.Report(inClear.Problem!, entry.Value.Span, inClear.Message!, inClear.Help);
        return false;
    }

    private static bool IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");

    private static bool IsSecret(string key)
    {
        var name = key.ToLowerInvariant().Replace('-', '_');
        return !name.EndsWith("_path", StringComparison.Ordinal)
            && !name.EndsWith("_file", StringComparison.Ordinal)
            && SecretWords.Any(word => name.Contains(word, StringComparison.Ordinal));
    }

    private static Parsed<SettingValue> InClear(Node node, string subject, ReadContext context)
    {
        context.Hide(node);
        return new(
            null,
            ReadingRules.LiteralSecret,
            $"`{subject}` holds a secret in clear",
            "write \"${env.NAME}\" or \"${file:path}\", and change the secret if this file was ever shared");
    }

    private static Parsed<SettingValue> ParseSecret(ScalarNode scalar, string subject, ReadContext context) =>
        Parse(scalar, subject, context) is { Value: SettingValue.Text } ? InClear(scalar, subject, context) : Parse(scalar, subject, context);

    private static Parsed<SettingValue> ParseUrl(ScalarNode scalar, string subject, ReadContext context) => Parse(scalar, subject, context) switch
    {
        { Value: SettingValue.Text text } when LooksSecret().IsMatch(text.Value) => InClear(scalar, subject, context),
        { Value: SettingValue.Text text } when !IsHttp(text.Value) =>
            Scalars.Wrong<SettingValue>(scalar, subject, "an http or https URL", "write it whole, as `https://lineage.example.com/api/v1/lineage`"),
        var parsed => parsed,
    };

    private static Parsed<SettingValue> Parse(ScalarNode scalar, string subject, ReadContext context)
    {
        if (scalar.IsNull)
        {
            return Scalars.Wrong<SettingValue>(scalar, subject, "a value", "write a value, or remove the key");
        }

        var text = scalar.Text;
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return new SettingValue.Text(text, scalar.Span);
        }

        if (FromEnvironment().Match(text) is { Success: true } env)
        {
            return new SettingValue.FromEnvironment(env.Groups[1].Value, scalar.Span);
        }

        if (FromFile().Match(text) is { Success: true } file)
        {
            var path = file.Groups[1].Value;
            var outside = Paths.Outside(path, subject);
            return Paths.StaysBelow(path)
                ? new SettingValue.FromFile(path, scalar.Span)
                : new Parsed<SettingValue>(null, outside.Problem, outside.Message, outside.Help);
        }

        return new Parsed<SettingValue>(
            null,
            ReadingRules.UnknownSubstitution,
            $"`{subject}` holds a reference that is neither `${{env.NAME}}` nor `${{file:path}}`",
            "write \"${env.NAME}\" or \"${file:path}\" as the whole value");
    }

    [GeneratedRegex(@"^\$\{env\.([A-Za-z_][A-Za-z0-9_]*)\}\z")]
    private static partial Regex FromEnvironment();

    [GeneratedRegex(@"^\$\{file:([^{}$]+)\}\z")]
    private static partial Regex FromFile();

    /// <summary>A key in PEM or JSON, a URL with a password, a connection string with one.</summary>
    [GeneratedRegex(@"-----BEGIN|""private_key""|://[^/\s:@]*:[^/\s@]+@|(?i:\b(?:password|pwd)\s*=\s*\S)")]
    private static partial Regex LooksSecret();
}

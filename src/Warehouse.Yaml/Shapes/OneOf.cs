using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Shapes;

/// <summary>A word out of a closed list.</summary>
internal static class OneOf
{
    /// <summary>The members of an enum, spelled <c>like_this</c>.</summary>
    public static Shape<T> Enum<T>()
        where T : struct, Enum => Of([.. System.Enum.GetValues<T>().Order().Select(v => (Snake(v.ToString()), v))]);

    /// <summary>Words that are kept as names.</summary>
    public static Shape<Name> Names(params string[] words) =>
        Shape([.. words], scalar => scalar.ToName());

    public static Shape<T> Of<T>(params (string Word, T Value)[] words) =>
        Shape([.. words.Select(w => w.Word)], scalar => words.First(w => w.Word == scalar.Text).Value);

    private static ScalarShape<T> Shape<T>(ImmutableArray<string> words, Func<ScalarNode, T> value)
    {
        var choice = words.Length == 1 ? $"`{words[0]}`" : $"{string.Join(", ", words[..^1].Select(w => $"`{w}`"))} or `{words[^1]}`";
        return new ScalarShape<T>(
            words.Length == 1 ? choice : $"one of {choice}",
            $"write {choice}",
            () => Schema(words),
            (scalar, subject, _) => words.Contains(scalar.Text) ? value(scalar) : Unknown<T>(scalar, subject, words, choice));
    }

    private static Parsed<T> Unknown<T>(ScalarNode scalar, string subject, ImmutableArray<string> words, string choice) => new(
        default,
        ReadingRules.NotAllowedValue,
        scalar.IsNull ? $"`{subject}` has no value" : $"`{subject}` is `{Scalars.Shorten(scalar.Text)}`, which is not one of its values",
        Nearest.Of(scalar.Text, words) is { } near ? $"write `{near}`" : $"write {choice}");

    /// <summary>A word that YAML takes for a number or null is allowed as such.</summary>
    private static JsonObject Schema(ImmutableArray<string> words)
    {
        var values = new JsonArray();
        foreach (var word in words)
        {
            values.Add(word);
            if (CoreSchema.KindOf(word) is ScalarKind.Null)
            {
                values.Add(null);
            }
        }

        return new JsonObject { ["enum"] = values };
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}

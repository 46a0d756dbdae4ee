using System.Globalization;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Schema;

/// <summary>A plain YAML scalar as JSON.</summary>
internal static class JsonScalar
{
    public static JsonNode? Of(string text) => CoreSchema.KindOf(text) switch
    {
        ScalarKind.Null => text.Length == 0 ? JsonValue.Create("") : null,
        ScalarKind.Boolean => JsonValue.Create(text[0] is 't' or 'T'),
        ScalarKind.Integer => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
        ScalarKind.Float => JsonValue.Create(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };
}

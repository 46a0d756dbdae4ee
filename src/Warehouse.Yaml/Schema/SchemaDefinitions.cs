using System.Text.Json.Nodes;

namespace Warehouse.Yaml.Schema;

/// <summary>The constructs of the schema, each written once and referred to by name.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject?> definitions = new(StringComparer.Ordinal);

    public JsonObject Reference(string name, Func<JsonObject> schema)
    {
        var key = name.Replace(' ', '_');
        if (!definitions.ContainsKey(key))
        {
            definitions[key] = null;
            definitions[key] = schema();
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{key}" };
    }

    public JsonObject ToJson() => new(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
}

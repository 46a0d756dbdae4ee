using System.Text.Json.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>The keys of one construct, declared once: reading, did-you-mean and the JSON Schema all follow from it.</summary>
/// <param name="name">The construct as a message and the schema name it, such as <c>source</c>.</param>
internal sealed class KeyTable(string name)
{
    private readonly List<Key> keys = [];
    private readonly Dictionary<string, Key> byName = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string NameWithArticle => "aeiou".Contains(Name[0], StringComparison.Ordinal) ? $"an {Name}" : $"a {Name}";

    public IReadOnlyList<Key> Keys => keys;

    /// <summary>Keys of which exactly one must be there; empty where there is no such choice.</summary>
    public IReadOnlyList<Key> ExactlyOne { get; private set; } = [];

    /// <summary>The shape of keys that are not declared, for constructs that take any.</summary>
    public Func<SchemaDefinitions, JsonObject>? Others { get; private set; }

    public bool Contains(string key) => byName.ContainsKey(key);

    public Key<T> Require<T>(string key, Shape<T> shape, string description) => Add(new Key<T>(key, shape, description, true, null));

    public Key<T> Allow<T>(string key, Shape<T> shape, string description, string? defaultText = null) =>
        Add(new Key<T>(key, shape, description, false, defaultText));

    public void RequireOneOf(params Key[] choice) => ExactlyOne = choice;

    public void AllowOthers<T>(Shape<T> shape) => Others = shape.Schema;

    public JsonObject Schema(SchemaDefinitions definitions)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key.Name] = key.Schema(definitions);
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = Others?.Invoke(definitions) ?? (JsonNode)false,
        };
        var required = keys.Where(k => k.IsRequired).Select(k => (JsonNode)k.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        if (ExactlyOne.Count > 0)
        {
            schema["oneOf"] = new JsonArray([.. ExactlyOne.Select(k => (JsonNode)new JsonObject { ["required"] = new JsonArray(k.Name) })]);
        }

        return schema;
    }

    private Key<T> Add<T>(Key<T> key)
    {
        byName.Add(key.Name, key);
        keys.Add(key);
        return key;
    }
}

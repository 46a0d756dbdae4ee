using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>A map with a table of keys.</summary>
internal sealed class Construct<T>(KeyTable keys, Func<YamlMap, T?> read) : Shape<T>
    where T : class
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (node is not MapNode map)
        {
            var shown = keys.Keys.FirstOrDefault(k => k.IsRequired) ?? keys.Keys[0];
            return Refuse(node, subject, "a map", $"write `{{{shown.Name}: …}}`", context);
        }

        value = read(YamlMap.Open(map, subject, map.Span, keys, context));
        return value is not null;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => definitions.Reference(keys.Name, () => keys.Schema(definitions));
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>Things keyed by the names that the user gave them, in the order of the file.</summary>
internal sealed class NamedMap<T>(Entry<T> entry, int least = 0) : Shape<ImmutableArray<T>>
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out ImmutableArray<T> value)
    {
        value = [];
        if (node is not MapNode map)
        {
            var help = node is ListNode ? "write a map keyed by name, not a list" : "write a map keyed by name, as `{a_name: …}`";
            return Refuse(node, subject, "a map keyed by name", help, context);
        }

        if (map.Entries.Length < least)
        {
            context.Report(ReadingRules.WrongLength, map.Span, $"`{subject}` is empty", $"write at least {least}");
            return false;
        }

        var values = ImmutableArray.CreateBuilder<T>(map.Entries.Length);
        foreach (var item in map.Entries)
        {
            if (entry.TryRead(item.Key.ToName(), item.Value, context, out var read))
            {
                values.Add(read);
            }
        }

        value = values.DrainToImmutable();
        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = entry.Schema(definitions) };
        if (least > 0)
        {
            schema["minProperties"] = least;
        }

        return schema;
    }
}

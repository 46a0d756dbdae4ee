using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>What stands under a name that the user chose: the name becomes part of the thing.</summary>
internal abstract class Entry<T>
{
    public abstract bool TryRead(Name name, Node node, ReadContext context, [MaybeNullWhen(false)] out T value);

    public abstract JsonObject Schema(SchemaDefinitions definitions);
}

/// <summary>A name with one value.</summary>
internal sealed class ValueEntry<TValue, T>(Shape<TValue> shape, Func<Name, TValue, T> make) : Entry<T>
{
    public override bool TryRead(Name name, Node node, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        var read = shape.TryRead(node, name.Text, context, out var raw);
        value = read ? make(name, raw!) : default;
        return read;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => shape.Schema(definitions);
}

/// <summary>A name with a map, or with a short form that stands for one.</summary>
/// <param name="shortForm">The value that may stand alone; null where only a map will do.</param>
internal sealed class ConstructEntry<T>(
    KeyTable keys, Func<Name, YamlMap, T?> read, ValueEntry<Model.Star.DataType, T>? shortForm = null) : Entry<T>
    where T : class
{
    public KeyTable Keys => keys;

    public override bool TryRead(Name name, Node node, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (node is MapNode map)
        {
            value = read(name, YamlMap.Open(map, name.Text, name.Span, keys, context));
            return value is not null;
        }

        if (shortForm is not null && node is ScalarNode { IsNull: false })
        {
            return shortForm.TryRead(name, node, context, out value);
        }

        var shown = string.Join(", ", keys.Keys.Where(k => k.IsRequired).Select(k => $"{k.Name}: …"));
        var expected = shortForm is null ? "a map" : "a type or a map";
        context.Report(
            ReadingRules.WrongKind,
            node is ScalarNode { IsNull: true } ? name.Span : node.Span,
            $"`{name.Text}` must be {expected}, and here is {node.Kind}",
            $"write `{name.Text}: {{{shown}}}`");
        return false;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var construct = definitions.Reference(keys.Name, () => keys.Schema(definitions));
        return shortForm is null ? construct : new JsonObject { ["anyOf"] = new JsonArray(shortForm.Schema(definitions), construct) };
    }
}

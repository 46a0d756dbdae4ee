using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>A value with more than one form, told apart by being a scalar, a list or a map.</summary>
internal sealed class ByKind<T>(string expected, Shape<T>? scalar = null, Shape<T>? list = null, Shape<T>? map = null) : Shape<T>
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        var shape = node switch { ListNode => list, MapNode => map, _ => scalar };
        if (shape is not null)
        {
            return shape.TryRead(node, subject, context, out value);
        }

        value = default;
        return Refuse(node, subject, expected, $"write {expected}", context);
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var forms = new JsonArray();
        foreach (var form in new[] { scalar, list, map })
        {
            if (form is not null)
            {
                forms.Add(form.Schema(definitions));
            }
        }

        return new JsonObject { ["anyOf"] = forms };
    }
}

/// <summary>A text scalar that is a number or a word.</summary>
internal sealed class NumberOr<T>(Shape<T> number, Shape<T> word) : Shape<T>
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out T value) =>
        (node is ScalarNode { ScalarKind: ScalarKind.Integer } ? number : word).TryRead(node, subject, context, out value);

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(word.Schema(definitions), number.Schema(definitions)) };
}

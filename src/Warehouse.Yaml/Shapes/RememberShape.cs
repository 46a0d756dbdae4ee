using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>For ever, not at all, or for a duration.</summary>
internal sealed class RememberShape : Shape<Remember>
{
    private readonly Shape<Remember> word = OneOf.Of(("forever", Remember.Forever), ("none", Remember.None));

    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out Remember value)
    {
        if (node is ScalarNode { Text.Length: > 0 } scalar && char.IsAsciiDigit(scalar.Text[0]))
        {
            var read = Times.Duration.TryRead(node, subject, context, out var duration);
            value = read ? new Remember(duration, false) : null;
            return read;
        }

        return word.TryRead(node, subject, context, out value);
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(word.Schema(definitions), Times.Duration.Schema(definitions)) };
}

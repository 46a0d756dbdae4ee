using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>The version of the model language, of which there is one.</summary>
internal sealed class VersionShape : Shape<int>
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out int value)
    {
        value = 1;
        if (node is not ScalarNode { ScalarKind: ScalarKind.Integer, Text: "1" })
        {
            var found = node is ScalarNode scalar ? $"`{Scalars.Shorten(scalar.Text)}`" : node.Kind;
            context.Report(
                ReadingRules.UnknownLanguageVersion,
                node.Span,
                $"`{subject}` is {found}, and this tool reads version 1 of the model language",
                "write `version: 1`");
            return false;
        }

        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => new() { ["enum"] = new JsonArray(1) };
}

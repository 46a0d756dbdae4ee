using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>A slowly-changing-dimension type out of those that make sense in a place.</summary>
internal sealed class ScdShape(ImmutableArray<int> types) : Shape<int>
{
    private string Choice => $"{string.Join(", ", types[..^1])} or {types[^1]}";

    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out int value)
    {
        value = 0;
        if (node is not ScalarNode scalar)
        {
            return Refuse(node, subject, "a number", $"write {Choice}", context);
        }

        if (scalar.ScalarKind != ScalarKind.Integer)
        {
            context.Report(
                ReadingRules.WrongScalar,
                node.Span,
                $"`{subject}` must be an integer, and here is {scalar.Kind}, `{Scalars.Shorten(scalar.Text)}`",
                $"write {Choice}, without quotes");
            return false;
        }

        if (!int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out value) || !types.Contains(value))
        {
            context.Report(
                ReadingRules.NotAllowedValue,
                node.Span,
                $"`{subject}` is `{Scalars.Shorten(scalar.Text)}`, which is not a type that is possible here",
                HelpFor(value));
            value = 0;
            return false;
        }

        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["enum"] = new JsonArray([.. types.Select(t => (JsonNode)t)]) };

    private string HelpFor(int type) =>
        type is 4 or 5 ? $"write {Choice}; for type {type} declare a mini-dimension under `mini_dimensions`" : $"write {Choice}";
}

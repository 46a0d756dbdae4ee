using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>The value that a scalar stands for, or why it stands for none.</summary>
internal readonly record struct Parsed<T>(T? Value, DiagnosticRule? Problem, string? Message, string? Help)
{
    public static implicit operator Parsed<T>(T value) => new(value, null, null, null);
}

/// <summary>One text, number or boolean.</summary>
/// <param name="expected">With its article, as <c>a duration</c>.</param>
/// <param name="help">An order with an example.</param>
internal sealed class ScalarShape<T>(
    string expected, string help, Func<JsonObject> schema, Func<ScalarNode, string, ReadContext, Parsed<T>> parse) : Shape<T>
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not ScalarNode scalar)
        {
            return Refuse(node, subject, expected, help, context);
        }

        var parsed = parse(scalar, subject, context);
        if (parsed.Problem is { } rule)
        {
            context.Report(rule, scalar.Span, parsed.Message!, parsed.Help);
            return false;
        }

        value = parsed.Value!;
        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => schema();
}

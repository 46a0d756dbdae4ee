using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>What a value looks like: how it is read, and its JSON Schema, from one declaration.</summary>
internal abstract class Shape<T>
{
    /// <summary>Reads a value; what is wrong with it is reported, and false returned.</summary>
    /// <param name="subject">What the value belongs to, as a message names it.</param>
    public abstract bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out T value);

    public abstract JsonObject Schema(SchemaDefinitions definitions);

    public Shape<TResult> Select<TResult>(Func<T, TResult> map) => new MappedShape<T, TResult>(this, map);

    /// <summary>Reports that a node of another kind was expected.</summary>
    protected static bool Refuse(Node node, string subject, string expected, string? help, ReadContext context)
    {
        context.Report(ReadingRules.WrongKind, node.Span, $"`{subject}` must be {expected}, and here is {node.Kind}", help);
        return false;
    }
}

/// <summary>A shape whose value is made from another's.</summary>
internal sealed class MappedShape<T, TResult>(Shape<T> inner, Func<T, TResult> map) : Shape<TResult>
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out TResult value)
    {
        var read = inner.TryRead(node, subject, context, out var raw);
        value = read ? map(raw!) : default;
        return read;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => inner.Schema(definitions);
}

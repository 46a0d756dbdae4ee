using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>A list of like items; those that cannot be read are reported and left out.</summary>
internal sealed class ListShape<T>(Shape<T> item, int least, int most) : Shape<ImmutableArray<T>>
{
    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out ImmutableArray<T> value)
    {
        value = [];
        if (node is not ListNode list)
        {
            var help = node is ScalarNode { IsNull: false } scalar
                ? $"write `[{Scalars.Shorten(scalar.Text)}]`"
                : "write a list in brackets, as `[a, b]`";
            return Refuse(node, subject, "a list", help, context);
        }

        if (list.Items.Length < least || list.Items.Length > most)
        {
            context.Report(
                ReadingRules.WrongLength,
                list.Span,
                $"`{subject}` has {Count(list.Items.Length)}",
                least == most ? $"write exactly {least}" : $"write at least {least}");
            return false;
        }

        var values = ImmutableArray.CreateBuilder<T>(list.Items.Length);
        foreach (var element in list.Items)
        {
            if (item.TryRead(element, subject, context, out var read))
            {
                values.Add(read);
            }
        }

        value = values.DrainToImmutable();
        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(definitions) };
        if (least > 0)
        {
            schema["minItems"] = least;
        }

        if (most < int.MaxValue)
        {
            schema["maxItems"] = most;
        }

        return schema;
    }

    private static string Count(int items) => items switch { 0 => "no item", 1 => "one item", _ => $"{items} items" };
}

/// <summary>Lists of shapes.</summary>
internal static class Lists
{
    public static Shape<ImmutableArray<T>> Of<T>(Shape<T> item) => new ListShape<T>(item, 0, int.MaxValue);

    public static Shape<ImmutableArray<T>> NonEmpty<T>(Shape<T> item) => new ListShape<T>(item, 1, int.MaxValue);

    public static Shape<ImmutableArray<T>> Pair<T>(Shape<T> item) => new ListShape<T>(item, 2, 2);
}

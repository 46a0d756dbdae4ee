using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a dimension by its <c>type</c>; one that states none is loaded from a source.</summary>
internal sealed class DimensionReader : Entry<Dimension>
{
    private static readonly ImmutableArray<(string Word, Entry<Dimension> Entry)> Kinds =
    [
        ("calendar", CalendarReader.Entry),
        ("clock", ClockReader.Entry),
        ("junk", JunkReader.Entry),
    ];

    private static readonly Shape<Entry<Dimension>> Kind = OneOf.Of([.. Kinds]);

    public static Shape<ImmutableArray<Dimension>> Shape { get; } = new NamedMap<Dimension>(new DimensionReader());

    public override bool TryRead(Name name, Node node, ReadContext context, [MaybeNullWhen(false)] out Dimension value)
    {
        var stated = (node as MapNode)?.Entries.FirstOrDefault(e => e.Key.Text == "type")?.Value;
        if (stated is null)
        {
            return SourcedDimensionReader.Entry.TryRead(name, node, context, out value);
        }

        value = null;
        return Kind.TryRead(stated, "type", context, out var entry) && entry.TryRead(name, node, context, out value);
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => new()
    {
        ["anyOf"] = new JsonArray([SourcedDimensionReader.Entry.Schema(definitions), .. Kinds.Select(k => k.Entry.Schema(definitions))]),
    };
}

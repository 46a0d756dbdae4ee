using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Star;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Planning.Tables;

/// <summary>The attributes of a dimension as it keeps them: an outrigger is the other member's key, and a parent is what names it.</summary>
public static class StoredAttributes
{
    public static ImmutableArray<Attribute> Of(SourcedDimension dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        return [.. dimension.Attributes.Select(Stored), .. OfParent(dimension)];
    }

    /// <summary>An outrigger's column holds the durable key of the other member, which never changes; that of a calendar its only one.</summary>
    public static Attribute Stored(Attribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return attribute.Outrigger is null
            ? attribute
            : attribute with { Name = new(KeyOf(attribute), attribute.Name.Span), Type = DataType.Int64, Default = null };
    }

    /// <summary>The column for the key of an outrigger's member.</summary>
    public static string KeyOf(Attribute outrigger) => $"{outrigger?.Name.Text}_key";

    /// <summary>What names a member's parent: its last word counts, on every version.</summary>
    public static ImmutableArray<Attribute> OfParent(SourcedDimension dimension) => dimension?.Parent is not { } parent
        ? []
        :
        [
            .. parent.Key.Zip(dimension.NaturalKey, (column, part) => (column, part)).Select((p, i) => new Attribute
            {
                Name = new(string.Create(CultureInfo.InvariantCulture, $"_parent__{i + 1}"), p.column.Span),
                Type = p.part.Type,
                Scd = 1,
                From = p.column,
            }),
        ];
}

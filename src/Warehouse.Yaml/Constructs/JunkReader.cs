using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a junk dimension: the distinct combinations of a fact's flags.</summary>
internal static class JunkReader
{
    private static readonly KeyTable Keys = new("junk dimension");

    private static readonly Key<Name> Type = Keys.Require("type", OneOf.Names("junk"), "The distinct combinations of a fact's flags");

    private static readonly Key<ImmutableArray<Attribute>> Attributes =
        Keys.Require("attributes", AttributeReader.OfCombination, "The flags, in the order in which a fact's role names them");

    private static readonly TableKeys Table = new(Keys, "dim_");

    public static Entry<Dimension> Entry { get; } = new ConstructEntry<Dimension>(Keys, Read);

    private static JunkDimension Read(Name name, YamlMap map)
    {
        map.Find(Type);
        return new JunkDimension
        {
            Name = name,
            Attributes = AttributeReader.Inherit(map.List(Attributes), 0, SourceSpan.None),
            Table = Table.Table(map),
            Schema = Table.Schema(map),
            Documentation = Table.Documentation(map),
        };
    }
}

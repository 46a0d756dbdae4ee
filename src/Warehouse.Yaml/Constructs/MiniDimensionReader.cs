using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads mini-dimensions: types 4 and 5.</summary>
internal static class MiniDimensionReader
{
    private static readonly KeyTable Keys = new("mini-dimension");

    private static readonly Key<int> Scd =
        Keys.Require("scd", new ScdShape([4, 5]), "4: the fact carries the key only; 5: the base row also carries the current key");

    private static readonly Key<ImmutableArray<Attribute>> Attributes =
        Keys.Require("attributes", AttributeReader.OfCombination, "The attributes whose distinct combinations it holds");

    private static readonly DocumentationKeys Documentation = new(Keys);

    public static Shape<ImmutableArray<MiniDimension>> Shape { get; } =
        new NamedMap<MiniDimension>(new ConstructEntry<MiniDimension>(Keys, Read));

    private static MiniDimension Read(Name name, YamlMap map) => new(
        name,
        map.Read(Scd, 4),
        AttributeReader.Inherit(map.List(Attributes), 0, SourceSpan.None),
        Documentation.Read(map));
}

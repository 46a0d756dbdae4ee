using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads the ranges of a number that stand for the number itself.</summary>
internal static class BandReader
{
    private static readonly KeyTable Keys = new("band");

    private static readonly Key<Name> Column = Keys.Require("column", Scalars.Name, "The source column that is banded");

    private static readonly Key<ImmutableArray<decimal>> Edges =
        Keys.Require("edges", Lists.NonEmpty(Scalars.Number), "Where one range ends and the next begins, in ascending order");

    public static Shape<Band> Shape { get; } = new Construct<Band>(Keys, map => new Band(map.Name(Column), map.List(Edges)));
}

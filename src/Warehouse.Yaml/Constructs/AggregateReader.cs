using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a fact summed to a coarser grain.</summary>
internal static class AggregateReader
{
    private static readonly KeyTable Keys = new("aggregate");

    private static readonly Key<Name> Fact = Keys.Require("fact", Scalars.Name, "The fact that is summed");

    private static readonly Key<ImmutableArray<Name>> By =
        Keys.Require("by", Lists.NonEmpty(Scalars.Name), "Roles and attributes, as `order_date.month`");

    private static readonly Key<ImmutableArray<Name>> Measures =
        Keys.Require("measures", Lists.NonEmpty(Scalars.Name), "The measures that are summed");

    private static readonly TableKeys Table = new(Keys, "agg_");

    public static Shape<ImmutableArray<Aggregate>> Shape { get; } = new NamedMap<Aggregate>(new ConstructEntry<Aggregate>(Keys, Read));

    private static Aggregate Read(Name name, YamlMap map) => new(
        name, map.Name(Fact), map.List(By), map.List(Measures), Table.Table(map), Table.Schema(map), Table.Documentation(map));
}

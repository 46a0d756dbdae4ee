using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a clock: one row a time of day.</summary>
internal static class ClockReader
{
    private static readonly KeyTable Keys = new("clock dimension");

    private static readonly Key<Name> Type = Keys.Require("type", OneOf.Names("clock"), "One row a time of day");

    private static readonly Key<ClockGrain> Grain = Keys.Require("grain", OneOf.Enum<ClockGrain>(), "How finely the day is divided");

    private static readonly TableKeys Table = new(Keys, "dim_");

    public static Entry<Dimension> Entry { get; } = new ConstructEntry<Dimension>(Keys, Read);

    private static ClockDimension Read(Name name, YamlMap map)
    {
        map.Find(Type);
        return new ClockDimension
        {
            Name = name,
            Grain = map.Read(Grain, ClockGrain.Minute),
            Table = Table.Table(map),
            Schema = Table.Schema(map),
            Documentation = Table.Documentation(map),
        };
    }
}

using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a target: its engine, and settings that only the engine's adapter understands.</summary>
internal static class TargetReader
{
    private static readonly KeyTable Keys = new("target");

    private static readonly Key<Name> Engine = Keys.Require("engine", Scalars.Name, "The engine's name; the other keys are its settings");

    private static readonly DocumentationKeys Documentation = new(Keys);

    public static Shape<ImmutableArray<Target>> Shape { get; } = new NamedMap<Target>(new ConstructEntry<Target>(Keys, Read));

    static TargetReader() => Keys.AllowOthers(Settings.Any);

    private static Target Read(Name name, YamlMap map)
    {
        var settings = ImmutableArray.CreateBuilder<TargetSetting>();
        foreach (var entry in map.Node.Entries.Where(e => !Keys.Contains(e.Key.Text)))
        {
            if (Settings.TryRead(entry, map.Context, out var value))
            {
                settings.Add(new TargetSetting(entry.Key.ToName(), value));
            }
        }

        return new Target(name, map.Name(Engine), settings.ToImmutable()) { Documentation = Documentation.Read(map) };
    }
}

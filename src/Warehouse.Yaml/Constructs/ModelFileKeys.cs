using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>The keys at the top of a model file. None is required of every file: all files make one namespace.</summary>
internal static class ModelFileKeys
{
    public static KeyTable Keys { get; } = new("model file");

    public static Key<int> Version { get; } = Keys.Allow("version", new VersionShape(), "The version of the model language");

    public static Key<Name> Name { get; } = Keys.Allow("name", Scalars.Name, "The project's name");

    public static Key<ImmutableArray<TypeAlias>> Types { get; } =
        Keys.Allow("types", TypesReader.Shape, "The project's own names for types");

    public static Key<DefaultsBlock> Defaults { get; } =
        Keys.Allow("defaults", DefaultsReader.Shape, "What holds where a thing does not say otherwise");

    public static Key<Name> DefaultTarget { get; } = Keys.Allow("default_target", Scalars.Name, "The target when `--target` names none");

    public static Key<ImmutableArray<Target>> Targets { get; } = Keys.Allow("targets", TargetReader.Shape, "The places to load to");

    public static Key<ImmutableArray<Source>> Sources { get; } = Keys.Allow("sources", SourceReader.Shape, "Where rows come from");

    public static Key<ImmutableArray<Dimension>> Dimensions { get; } =
        Keys.Allow("dimensions", DimensionReader.Shape, "Who, what, where, when and why");

    public static Key<ImmutableArray<Bridge>> Bridges { get; } =
        Keys.Allow("bridges", BridgeReader.Shape, "Many-to-many links to the members of a dimension");

    public static Key<ImmutableArray<Fact>> Facts { get; } = Keys.Allow("facts", FactReader.Shape, "Measurements at a declared grain");

    public static Key<ImmutableArray<Aggregate>> Aggregates { get; } =
        Keys.Allow("aggregates", AggregateReader.Shape, "Facts summed to a coarser grain");

    public static Key<ImmutableArray<AccessRule>> Access { get; } =
        Keys.Allow("access", AccessReader.Shape, "What roles of readers may see");

    public static Key<ImmutableArray<ModelTest>> Tests { get; } =
        Keys.Allow("tests", TestReader.Shape, "Tests of the model, which `warehouse test` runs");

    public static Key<Observation> Observe { get; } = Keys.Allow("observe", ObservationReader.Shape, "Whom a run tells of itself");

    public static DocumentationKeys Documentation { get; } = new(Keys);

    /// <summary>Whether a key holds things by their names.</summary>
    public static bool IsSection(string key) => Sections.Any(s => s.Name == key);

    private static ImmutableArray<Key> Sections => [Types, Targets, Sources, Dimensions, Bridges, Facts, Aggregates, Access, Tests];
}

using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a test of the model.</summary>
internal static class TestReader
{
    private static readonly KeyTable Keys = new("test");

    private static readonly Key<Name> Target =
        Keys.Require("target", Scalars.Name, "The dimension, bridge, fact or aggregate that is looked at");

    private static readonly Key<ImmutableArray<StepDraft>> Steps =
        Keys.Require("steps", Lists.NonEmpty(TestStepReader.Shape), "Batches, and what the target must hold after each");

    private static readonly DocumentationKeys Documentation = new(Keys);

    public static Shape<ImmutableArray<ModelTest>> Shape { get; } = new NamedMap<ModelTest>(new ConstructEntry<ModelTest>(Keys, Read));

    private static ModelTest Read(Name name, YamlMap map)
    {
        var target = map.Name(Target);
        return new ModelTest(name, target, [.. map.List(Steps).Select(s => s.Of(target))]) { Documentation = Documentation.Read(map) };
    }
}

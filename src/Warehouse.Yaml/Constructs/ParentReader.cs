using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads the reference from a member to its parent.</summary>
internal static class ParentReader
{
    private static readonly KeyTable Keys = new("parent block");

    private static readonly Key<ImmutableArray<Name>> Key =
        Keys.Require("key", Lists.NonEmpty(Scalars.Name), "The source columns that hold the parent's natural key");

    private static readonly Key<bool> Closure =
        Keys.Allow("closure", Scalars.Boolean, "Whether to keep a closure bridge with depth", "false");

    public static Shape<ParentHierarchy> Shape { get; } =
        new Construct<ParentHierarchy>(Keys, map => new ParentHierarchy(map.List(Key), map.Read(Closure), map.Node.Span));
}

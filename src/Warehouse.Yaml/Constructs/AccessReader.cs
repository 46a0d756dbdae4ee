using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads what a role of readers may see.</summary>
internal static class AccessReader
{
    private static readonly KeyTable Keys = new("access rule");

    private static readonly Key<ImmutableArray<Name>> Read = Keys.Require("read", Lists.Of(Scalars.Name), "The schemas that it may read");

    private static readonly Key<bool> ClearPii =
        Keys.Allow("pii", OneOf.Of(("masked", false), ("clear", true)), "Whether it reads personal data masked or in clear", "masked");

    private static readonly DocumentationKeys Documentation = new(Keys);

    public static Shape<ImmutableArray<AccessRule>> Shape { get; } = new NamedMap<AccessRule>(new ConstructEntry<AccessRule>(
        Keys,
        (name, map) => new AccessRule(name, map.List(Read), map.Read(ClearPii), map.Node.Span)
        {
            Documentation = Documentation.Read(map),
        }));
}

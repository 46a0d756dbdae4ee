using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads the part that a dimension plays in a fact.</summary>
internal static class RoleReader
{
    private static readonly KeyTable Keys = new("role");

    private static readonly Key<Name> Dimension = Keys.Allow("dim", Scalars.Name, "The dimension; the role's own name where left out");

    private static readonly Key<ImmutableArray<Name>> Key =
        Keys.Allow("key", Lists.NonEmpty(Scalars.Name), "The source columns that hold the natural key, in its order");

    private static readonly Key<Name> Bridge = Keys.Allow("bridge", Scalars.Name, "The bridge through which a group of members is reached");

    private static readonly Key<Name> Via = Keys.Allow("via", Scalars.Name, "The role whose dimension has this mini-dimension");

    private static readonly Key<SpecialMember> Missing = Keys.Allow(
        "missing",
        OneOf.Of(("unknown", SpecialMember.Unknown), ("not_applicable", SpecialMember.NotApplicable), ("not_yet", SpecialMember.NotYet)),
        "The special member that a NULL key refers to",
        "unknown");

    private static readonly Key<LateMember> Late =
        Keys.Allow("late", OneOf.Enum<LateMember>(), "What becomes of a fact whose member has not come yet", "infer");

    private static readonly Key<bool> Durable =
        Keys.Allow("durable", Scalars.Boolean, "Type 7: whether the fact carries the durable key beside the surrogate", "false");

    private static readonly DocumentationKeys Documentation = new(Keys);

    public static Shape<ImmutableArray<Role>> Shape { get; } = new NamedMap<Role>(new ConstructEntry<Role>(Keys, Read));

    static RoleReader() => Keys.RequireOneOf(Key, Via);

    private static Role Read(Name name, YamlMap map)
    {
        map.Exclude(name.Text, Bridge, Via);
        map.Exclude(name.Text, Bridge, Dimension);
        var isDirect = !map.Has(Bridge) && !map.Has(Via);
        return new Role
        {
            Name = name,
            Dimension = map.Find(Dimension) ?? (isDirect ? name : null),
            Key = map.List(Key),
            Bridge = map.Find(Bridge),
            Via = map.Find(Via),
            Missing = map.Read(Missing),
            MissingSpan = map.PlaceOf(Missing, name.Span),
            Late = map.Read(Late),
            LateSpan = map.PlaceOf(Late, name.Span),
            Durable = map.Read(Durable),
            Documentation = Documentation.Read(map),
        };
    }
}

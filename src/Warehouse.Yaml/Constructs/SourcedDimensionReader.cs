using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a dimension that is loaded from a source.</summary>
internal static class SourcedDimensionReader
{
    private static readonly KeyTable Keys = new("dimension");

    private static readonly Key<Name> Source = Keys.Require("source", Scalars.Name, "The source that it is loaded from");

    private static readonly Key<ImmutableArray<KeyPart>> NaturalKey =
        Keys.Require("key", ColumnReader.Key, "The natural key: columns and their types; surrogate and durable keys are implied");

    private static readonly Key<int> Scd =
        Keys.Allow("scd", DefaultsReader.Scd, "How its attributes remember where they do not say; `defaults` says otherwise 1");

    private static readonly Key<ImmutableArray<Attribute>> Attributes =
        Keys.Allow("attributes", AttributeReader.OfDimension, "Its descriptive columns");

    private static readonly Key<OnDelete> OnDeleteKey =
        Keys.Allow("on_delete", OneOf.Enum<OnDelete>(), "What a deletion does to its member", "close");

    private static readonly Key<FirstVersion> FirstVersionKey = Keys.Allow(
        "first_version",
        DefaultsReader.FirstVersionShape,
        "Whether a member's first version reaches back to 1900-01-01 or begins at its own time");

    private static readonly Key<OpenEnd> OpenEndKey =
        Keys.Allow("open_end", DefaultsReader.OpenEndShape, "How the end of an open version is written: 9999-12-31 or NULL");

    private static readonly Key<Surrogate> SurrogateKey =
        Keys.Allow("surrogate", OneOf.Enum<Surrogate>(), "How surrogate keys are given", "sequence");

    private static readonly Key<Remember> RememberKey =
        Keys.Allow("remember", new RememberShape(), "How long accepted changes are kept for late ones to be woven in", "forever");

    private static readonly Key<bool> RekeyFacts =
        Keys.Allow("rekey_facts", Scalars.Boolean, "Whether facts follow when a late change moves the bounds of versions", "true");

    private static readonly Key<Validity> ValidityKey =
        Keys.Allow("validity", OneOf.Enum<Validity>(), "How finely validity is kept", "timestamp");

    private static readonly Key<ImmutableArray<MiniDimension>> MiniDimensions =
        Keys.Allow("mini_dimensions", MiniDimensionReader.Shape, "Fast-changing attributes kept apart from their base dimension");

    private static readonly Key<ImmutableArray<Hierarchy>> Hierarchies = Keys.Allow(
        "hierarchies",
        new NamedMap<Hierarchy>(new ValueEntry<ImmutableArray<Name>, Hierarchy>(
            Lists.NonEmpty(Scalars.Name),
            (name, levels) => new Hierarchy(name, levels))),
        "Drill paths of attributes, coarsest level first");

    private static readonly Key<ParentHierarchy> Parent =
        Keys.Allow("parent", ParentReader.Shape, "The source columns that name a member's parent: a ragged hierarchy");

    private static readonly Key<ImmutableArray<Name>> ClusterBy =
        Keys.Allow("cluster_by", Lists.Of(Scalars.Name), "Columns by which the engine orders storage");

    private static readonly Key<ImmutableArray<ImmutableArray<Name>>> Indexes = Keys.Allow(
        "indexes", Lists.Of(AttributeReader.OneOrMore), "Indexes: each a column, or a list of columns");

    private static readonly TableKeys Table = new(Keys, "dim_");

    public static Entry<Dimension> Entry { get; } = new ConstructEntry<Dimension>(Keys, Read);

    private static SourcedDimension Read(Name name, YamlMap map)
    {
        var defaults = map.Context.Defaults;
        return new SourcedDimension
        {
            Name = name,
            Source = map.Name(Source),
            NaturalKey = map.List(NaturalKey),
            Attributes = AttributeReader.Inherit(map.List(Attributes), map.Read(Scd, defaults.Scd), map.PlaceOf(Scd, map.Context.ScdSpan)),
            OnDelete = map.Read(OnDeleteKey),
            FirstVersion = map.Read(FirstVersionKey, defaults.FirstVersion),
            OpenEnd = map.Read(OpenEndKey, defaults.OpenEnd),
            Surrogate = map.Read(SurrogateKey),
            Remember = map.Read(RememberKey),
            RekeyFacts = map.Read(RekeyFacts),
            Validity = map.Read(ValidityKey),
            MiniDimensions = map.List(MiniDimensions),
            Hierarchies = map.List(Hierarchies),
            Parent = map.Find(Parent),
            ClusterBy = map.List(ClusterBy),
            Indexes = map.List(Indexes),
            Table = Table.Table(map),
            Schema = Table.Schema(map),
            Documentation = Table.Documentation(map),
        };
    }
}

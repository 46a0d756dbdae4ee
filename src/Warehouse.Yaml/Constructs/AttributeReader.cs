using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads attributes: of a dimension, or of the combinations that a junk or mini-dimension holds, which never change.</summary>
internal sealed class AttributeReader
{
    private readonly KeyTable keys;
    private readonly Key<DataType> type;
    private readonly Key<Name> from;
    private readonly Key<ExpressionText> expression;
    private readonly Key<Scalar> defaultValue;
    private readonly Key<ImmutableArray<Scalar>> values;
    private readonly Key<Band> band;
    private readonly Key<string> label;
    private readonly Key<string> unit;
    private readonly Key<Name> pii;
    private readonly Key<Name> mask;
    private readonly Key<ImmutableArray<Name>> renamedFrom;
    private readonly Key<int>? scd;
    private readonly Key<AttributeScope>? scope;
    private readonly Key<Name>? outrigger;
    private readonly Key<ImmutableArray<Name>>? outriggerKey;
    private readonly DocumentationKeys documentation;

    private AttributeReader(string construct, bool remembers)
    {
        keys = new KeyTable(construct);
        type = remembers
            ? keys.Allow("type", DataTypes.Type, "The column's type; left out for an outrigger only")
            : keys.Require("type", DataTypes.Type, "The column's type");
        if (remembers)
        {
            scd = keys.Allow(
                "scd",
                DefaultsReader.Scd,
                "How it remembers: the slowly-changing-dimension type; the dimension's own where left out");
            scope = keys.Allow(
                "scope",
                OneOf.Enum<AttributeScope>(),
                "Type 1: whether a value is written on all versions, or only on those of its own run",
                "all");
            outrigger = keys.Allow("outrigger", Scalars.Name, "Another dimension that this one refers to");
            outriggerKey = keys.Allow(
                "key",
                Lists.NonEmpty(Scalars.Name),
                "The source columns that hold the other dimension's natural key");
        }

        from = keys.Allow("from", Scalars.Name, "The source column, where its name differs");
        expression = keys.Allow("expr", Scalars.Expression, "A portable expression over the source's columns");
        defaultValue = keys.Allow("default", Scalars.Value, "The value on inferred and special members");
        values = keys.Allow("values", Lists.NonEmpty(Scalars.Value), "The only values allowed");
        band = keys.Allow("band", BandReader.Shape, "Ranges of a number");
        label = keys.Allow("label", Scalars.Prose, "What reports call it");
        unit = keys.Allow("unit", Scalars.Prose, "The unit of measurement");
        pii = keys.Allow("pii", Scalars.Name, "The kind of personal data it holds");
        mask = keys.Allow("mask", Scalars.Name, "How it is masked for those who may not read it in clear");
        renamedFrom = keys.Allow("renamed_from", OneOrMore, "The name, or names, that it had before");
        documentation = new DocumentationKeys(keys);
        Shape = new NamedMap<Attribute>(new ConstructEntry<Attribute>(
            keys,
            Read,
            new ValueEntry<DataType, Attribute>(DataTypes.Type, Short)));
    }

    /// <summary>One name, or a list of them.</summary>
    public static Shape<ImmutableArray<Name>> OneOrMore { get; } = new ByKind<ImmutableArray<Name>>(
        "a name, or a list of them", scalar: Scalars.Name.Select(ImmutableArray.Create), list: Lists.Of(Scalars.Name));

    /// <summary>Attributes of a dimension; one that states no scd type has no place for it yet (<see cref="Inherit"/>).</summary>
    public static Shape<ImmutableArray<Attribute>> OfDimension { get; } = new AttributeReader("attribute", true).Shape;

    /// <summary>Attributes of a junk or mini-dimension.</summary>
    public static Shape<ImmutableArray<Attribute>> OfCombination { get; } = new AttributeReader("combined attribute", false).Shape;

    private NamedMap<Attribute> Shape { get; }

    /// <summary>The attributes with the dimension's scd type where they state none.</summary>
    public static ImmutableArray<Attribute> Inherit(ImmutableArray<Attribute> attributes, int scd, SourceSpan stated) =>
        [.. attributes.Select(a => a.ScdSpan.IsNone ? a with { Scd = scd, ScdSpan = stated.IsNone ? a.Name.Span : stated } : a)];

    private Attribute Short(Name name, DataType dataType) => new() { Name = name, Type = dataType, Scd = 0 };

    private Attribute Read(Name name, YamlMap map)
    {
        var refersTo = outrigger is null ? null : map.Find(outrigger);
        map.Exclude(name.Text, from, expression, band);
        if (outrigger is not null)
        {
            CheckOutrigger(name, map);
        }

        return new Attribute
        {
            Name = name,
            Type = outrigger is not null && map.Has(outrigger) ? null : map.Read(type, DataType.String),
            Scd = scd is null ? 0 : map.Read(scd, 0),
            ScdSpan = scd is null ? SourceSpan.None : map.PlaceOf(scd),
            From = map.Find(from),
            Expression = map.Find(expression),
            Scope = scope is null ? AttributeScope.All : map.Read(scope),
            Default = map.Find(defaultValue),
            Values = map.List(values),
            Band = map.Find(band),
            Outrigger = refersTo is null ? null : new Outrigger(refersTo, map.List(outriggerKey!)),
            Label = map.Find(label),
            Unit = map.Find(unit),
            Pii = map.Find(pii),
            Mask = map.Find(mask),
            RenamedFrom = map.List(renamedFrom),
            Documentation = documentation.Read(map),
        };
    }

    private void CheckOutrigger(Name name, YamlMap map)
    {
        map.Exclude(name.Text, outrigger!, type);
        map.Exclude(name.Text, outrigger!, expression);
        var missing = map.Has(outrigger!) ? map.Has(outriggerKey!) ? null : (Key)outriggerKey! : map.Has(type) ? null : type;
        if (missing is not null)
        {
            map.ReportMissing(missing, name.Text, name.Span);
        }
        else if (!map.Has(outrigger!) && map.Has(outriggerKey!))
        {
            map.Context.Report(
                ReadingRules.MissingKey,
                map.PlaceOfKey(outriggerKey!),
                $"`{name.Text}` has a `key` and no `outrigger`",
                "add `outrigger:` with the dimension that the key belongs to, or remove `key`");
        }
    }
}

using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a number of a fact, and over which dimensions it may be summed.</summary>
internal static class MeasureReader
{
    private static readonly KeyTable AdditiveKeys = new("additive block");

    private static readonly Key<ImmutableArray<Name>> Except =
        AdditiveKeys.Require("except", Lists.NonEmpty(Scalars.Name), "The roles over which it may not be summed");

    private static readonly Key<Name> Use = AdditiveKeys.Require(
        "use", OneOf.Names("last", "first", "average", "min", "max"), "What is taken over those instead");

    private static readonly Shape<Additivity> AdditivityShape = new ByKind<Additivity>(
        "`full`, `none`, or `{except: [a_role], use: last}`",
        scalar: OneOf.Of(("full", Additivity.Full), ("none", Additivity.NonAdditive)),
        map: new Construct<Additivity>(AdditiveKeys, map => new Additivity(false, map.List(Except), map.Find(Use))));

    private static readonly KeyTable AllocationKeys = new("allocate block");

    private static readonly Key<Name> By = AllocationKeys.Require("by", Scalars.Name, "The measure of the lines by which it is spread");

    private static readonly Key<ImmutableArray<Name>> Over =
        AllocationKeys.Require("over", Lists.NonEmpty(Scalars.Name), "The degenerate dimensions that tell one header from another");

    private static readonly KeyTable Keys = new("measure");

    private static readonly Key<DataType> Type = Keys.Require("type", DataTypes.Type, "The column's type");

    private static readonly Key<Name> From = Keys.Allow("from", Scalars.Name, "The source column, where its name differs");

    private static readonly Key<ExpressionText> Expression =
        Keys.Allow("expr", Scalars.Expression, "A portable expression over the source's columns");

    private static readonly Key<string> Unit = Keys.Allow("unit", Scalars.Prose, "The unit of measurement");

    private static readonly Key<Additivity> Additive =
        Keys.Allow("additive", AdditivityShape, "Over which dimensions it may be summed", "full");

    private static readonly Key<Allocation> Allocate = Keys.Allow(
        "allocate",
        new Construct<Allocation>(AllocationKeys, map => new Allocation(map.Name(By), map.List(Over))),
        "The source repeats the amount of a header on each of its lines: every line takes its share, and they sum to it exactly");

    private static readonly Key<Name> Currency = Keys.Allow("currency", Scalars.Name, "The source column that holds its currency");

    private static readonly Key<ImmutableArray<Name>> ConvertTo =
        Keys.Allow("convert_to", Lists.NonEmpty(Scalars.Name), "Currencies that it is converted to, each a column of its own");

    private static readonly Key<Name> Rates = Keys.Allow("rates", Scalars.Name, "The source of the exchange rates");

    private static readonly DocumentationKeys Documentation = new(Keys);

    public static Shape<ImmutableArray<Measure>> Shape { get; } = new NamedMap<Measure>(new ConstructEntry<Measure>(
        Keys,
        Read,
        new ValueEntry<DataType, Measure>(DataTypes.Type, (name, type) => new Measure { Name = name, Type = type })));

    private static Measure Read(Name name, YamlMap map)
    {
        map.Exclude(name.Text, From, Expression);
        return new Measure
        {
            Name = name,
            Type = map.Read(Type, DataType.Int64),
            From = map.Find(From),
            Expression = map.Find(Expression),
            Unit = map.Find(Unit),
            Additivity = map.Read(Additive),
            Allocation = map.Find(Allocate),
            Currency = map.Find(Currency),
            ConvertTo = map.List(ConvertTo),
            Rates = map.Find(Rates),
            Documentation = Documentation.Read(map),
        };
    }
}

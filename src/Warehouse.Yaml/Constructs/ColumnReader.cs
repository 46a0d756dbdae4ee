using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads columns that have a name and a type: a source's contract, a natural key, a degenerate dimension.</summary>
internal static class ColumnReader
{
    private static readonly KeyTable ContractKeys = new("source column");
    private static readonly Key<DataType> ContractType = ContractKeys.Require("type", DataTypes.Type, "The column's type");
    private static readonly DocumentationKeys ContractDocumentation = new(ContractKeys);

    private static readonly KeyTable PartKeys = new("key column");
    private static readonly Key<DataType> PartType = PartKeys.Require("type", DataTypes.Type, "The column's type");
    private static readonly Key<Name> PartFrom = PartKeys.Allow("from", Scalars.Name, "The source column, where its name differs");
    private static readonly DocumentationKeys PartDocumentation = new(PartKeys);

    private static readonly KeyTable DegenerateKeys = new("degenerate dimension");
    private static readonly Key<DataType> DegenerateType = DegenerateKeys.Require("type", DataTypes.Type, "The column's type");
    private static readonly Key<Name> DegenerateFrom =
        DegenerateKeys.Allow("from", Scalars.Name, "The source column, where its name differs");
    private static readonly DocumentationKeys DegenerateDocumentation = new(DegenerateKeys);

    public static Shape<ImmutableArray<SourceColumn>> Columns { get; } = new NamedMap<SourceColumn>(
        new ConstructEntry<SourceColumn>(
            ContractKeys,
            (name, map) => new SourceColumn(name, map.Read(ContractType, DataType.String))
            {
                Documentation = ContractDocumentation.Read(map),
            },
            new ValueEntry<DataType, SourceColumn>(DataTypes.Type, (name, type) => new SourceColumn(name, type))),
        least: 1);

    public static Shape<ImmutableArray<KeyPart>> Key { get; } = new NamedMap<KeyPart>(
        new ConstructEntry<KeyPart>(
            PartKeys,
            (name, map) => new KeyPart(name, map.Read(PartType, DataType.String), map.Find(PartFrom))
            {
                Documentation = PartDocumentation.Read(map),
            },
            new ValueEntry<DataType, KeyPart>(DataTypes.Type, (name, type) => new KeyPart(name, type))),
        least: 1);

    public static Shape<ImmutableArray<DegenerateDimension>> Degenerate { get; } = new NamedMap<DegenerateDimension>(
        new ConstructEntry<DegenerateDimension>(
            DegenerateKeys,
            (name, map) => new DegenerateDimension(name, map.Read(DegenerateType, DataType.String), map.Find(DegenerateFrom))
            {
                Documentation = DegenerateDocumentation.Read(map),
            },
            new ValueEntry<DataType, DegenerateDimension>(DataTypes.Type, (name, type) => new DegenerateDimension(name, type))));
}

using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Migrations;

/// <summary>What is there in a target, of what the model asks about.</summary>
public sealed class Catalogue(IReadOnlySet<string> schemas, IReadOnlyDictionary<(string Schema, string Table), ImmutableArray<FoundColumn>> tables)
{
    /// <summary>A target in which there is nothing.</summary>
    public static Catalogue Empty { get; } = new(ImmutableHashSet<string>.Empty, ImmutableDictionary<(string, string), ImmutableArray<FoundColumn>>.Empty);

    public bool HasSchema(string schema) => schemas.Contains(schema);

    /// <summary>The columns of a table in their order; empty where there is no such table.</summary>
    public ImmutableArray<FoundColumn> ColumnsOf(TableDesign design) => tables.TryGetValue((design.Schema, design.Name), out var columns) ? columns : [];
}

/// <summary>A column that a target has; its type is null where the model has no word for it.</summary>
public sealed record FoundColumn(string Name, DataType? Type);

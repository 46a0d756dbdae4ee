using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;

namespace Warehouse.Planning.Migrations;

/// <summary>What is there in a target, of what the model asks about.</summary>
/// <param name="tables">The columns of tables and views.</param>
/// <param name="views">The views that the toolkit has made, of any project.</param>
public sealed class Catalogue(
    IReadOnlySet<string> schemas, IReadOnlyDictionary<(string Schema, string Table), ImmutableArray<FoundColumn>> tables, ImmutableArray<FoundView> views)
{
    /// <summary>A target in which there is nothing.</summary>
    public static Catalogue Empty { get; } = new(ImmutableHashSet<string>.Empty, ImmutableDictionary<(string, string), ImmutableArray<FoundColumn>>.Empty, []);

    public ImmutableArray<FoundView> Views { get; } = views;

    public bool HasSchema(string schema) => schemas.Contains(schema);

    /// <summary>The columns of a table in their order; empty where there is no such table.</summary>
    public ImmutableArray<FoundColumn> ColumnsOf(TableDesign design) => ColumnsOf(design.Schema, design.Name);

    /// <summary>The columns of a view in their order; empty where there is no such view or table.</summary>
    public ImmutableArray<FoundColumn> ColumnsOf(ObjectName name) => ColumnsOf(name.Schema, name.Name);

    private ImmutableArray<FoundColumn> ColumnsOf(string schema, string name) => tables.TryGetValue((schema, name), out var columns) ? columns : [];
}

/// <summary>A column that a target has; its type is null where the model has no word for it.</summary>
public sealed record FoundColumn(string Name, DataType? Type)
{
    // An engine may not keep a text's length.
    internal bool Agrees(DataType wanted) =>
        wanted == Type || (wanted is DataType.Text && Type is DataType.Text text && (text.MaxLength is null || wanted is DataType.Text { MaxLength: null }));
}

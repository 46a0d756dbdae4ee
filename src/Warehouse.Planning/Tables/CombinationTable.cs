using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a dimension of distinct combinations, junk or mini: a key, the attributes, and the batch that met the combination first.</summary>
public static class CombinationTable
{
    public static TableDesign Design(JunkDimension dimension) =>
        Design(dimension.Schema, dimension.TableName, dimension.KeyColumn, dimension.Attributes, dimension.Documentation);

    private static TableDesign Design(string schema, string table, string key, ImmutableArray<Model.Star.Attribute> attributes, Documentation documentation) => new(
        schema,
        table,
        [
            new(key, DataType.Int64, Nullable: false, "Surrogate key, one per combination."),
            .. attributes.Select(a => new ColumnDesign(a.Name.Text, a.Type!, Description: a.Documentation.Description)),
            new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that met the combination first."),
        ])
    {
        PrimaryKey = [key],
        Description = documentation.Description,
    };
}

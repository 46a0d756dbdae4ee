using System.Collections.Immutable;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a table that are for those who query it: all but what loads alone need, whose names begin with an underscore.</summary>
public static class PublishedColumns
{
    public static ImmutableArray<ColumnDesign> Of(TableDesign table) => [.. table.Columns.Where(c => !c.Name.StartsWith('_'))];
}

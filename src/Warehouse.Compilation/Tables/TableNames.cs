using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Tables;

/// <summary>What statements call the tables of a model.</summary>
public static class TableNames
{
    public static TableName ToTable(this TableDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return new(design.Schema, design.Name);
    }

    public static TableName ToTable(this Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        return new(dimension.Schema, dimension.TableName);
    }

    public static TableName ToTable(this Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new(fact.Schema, fact.TableName);
    }

    public static TableName ToTable(this Bridge bridge)
    {
        ArgumentNullException.ThrowIfNull(bridge);
        return new(bridge.Schema, bridge.TableName);
    }
}

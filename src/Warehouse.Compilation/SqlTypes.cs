using System.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation;

/// <summary>The model's types as those of the SQL tree.</summary>
public static class SqlTypes
{
    public static SqlType Of(DataType type) => type switch
    {
        DataType.Text t => new SqlType.Text(t.MaxLength),
        DataType.Integer => new SqlType.Integer(),
        DataType.Decimal d => new SqlType.Decimal(d.Precision, d.Scale),
        DataType.Float => new SqlType.Float(),
        DataType.Boolean => new SqlType.Boolean(),
        DataType.Date => new SqlType.Date(),
        DataType.Timestamp => new SqlType.Timestamp(),
        DataType.Time => new SqlType.Time(),
        DataType.Uuid => new SqlType.Uuid(),
        DataType.Json => new SqlType.Json(),
        DataType.Bytes => new SqlType.Bytes(),
        _ => throw new UnreachableException(type.ToString()),
    };
}

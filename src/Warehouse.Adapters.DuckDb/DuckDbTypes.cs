using System.Globalization;
using Warehouse.Model.Star;

namespace Warehouse.Adapters.DuckDb;

/// <summary>The types of DuckDB's catalogue as those of the model.</summary>
internal static class DuckDbTypes
{
    /// <summary>Null for a type that the model has no word for, or whose values another word would change (TIMESTAMP WITH TIME ZONE, FLOAT).</summary>
    public static DataType? Of(string type) => type switch
    {
        "VARCHAR" => DataType.String,
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" => DataType.Int64,
        "DOUBLE" => DataType.Float64,
        "BOOLEAN" => DataType.Bool,
        "DATE" => DataType.Day,
        "TIMESTAMP" => DataType.Instant,
        "TIME" => DataType.TimeOfDay,
        "UUID" => new DataType.Uuid(),
        "JSON" => new DataType.Json(),
        "BLOB" => new DataType.Bytes(),
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) => Decimal(type),
        _ => null,
    };

    private static DataType.Decimal Decimal(string type)
    {
        var parts = type["DECIMAL(".Length..^1].Split(',');
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}

using System.Globalization;
using Warehouse.Model.Star;

namespace Warehouse.Adapters.Postgres;

/// <summary>The types of Postgres's catalogue as those of the model.</summary>
internal static class PostgresTypes
{
    /// <summary>Null for a type that the model has no word for, or whose values another word would change (real, timestamptz, numeric without a scale).</summary>
    public static DataType? Of(string type) => type switch
    {
        "text" or "character varying" => DataType.String,
        "smallint" or "integer" or "bigint" => DataType.Int64,
        "double precision" => DataType.Float64,
        "boolean" => DataType.Bool,
        "date" => DataType.Day,
        "timestamp without time zone" => DataType.Instant,
        "time without time zone" => DataType.TimeOfDay,
        "uuid" => new DataType.Uuid(),
        "jsonb" => new DataType.Json(),
        "bytea" => new DataType.Bytes(),
        _ when type.StartsWith("character varying(", StringComparison.Ordinal) => new DataType.Text(Numbers(type)[0]),
        _ when type.StartsWith("numeric(", StringComparison.Ordinal) && Numbers(type) is [var precision and <= 38, var scale and >= 0] => new DataType.Decimal(precision, scale),
        _ => null,
    };

    private static int[] Numbers(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        return [.. type[(open + 1)..^1].Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    }
}

using Warehouse.Model.Star;

namespace Warehouse.UnitTests.Expressions;

/// <summary>Types by the words of the model language, as far as these tests need them.</summary>
internal static class Types
{
    public static DataType Of(string words) => words switch
    {
        "string" => DataType.String,
        "integer" => DataType.Int64,
        "float" => DataType.Float64,
        "boolean" => DataType.Bool,
        "date" => DataType.Day,
        "timestamp" => DataType.Instant,
        _ => new DataType.Decimal(int.Parse(words[8..words.IndexOf(',')]), int.Parse(words[(words.IndexOf(',') + 1)..^1])),
    };
}

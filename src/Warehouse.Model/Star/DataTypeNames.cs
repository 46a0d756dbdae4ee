using System.Collections.Frozen;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>The types by the names that the model language gives them, in a <c>type:</c> and in a CAST alike.</summary>
public static class DataTypeNames
{
    public const string Decimal = "decimal";

    /// <summary>All names, as an order to who wrote another one.</summary>
    public const string Help =
        "write one of `string`, `integer`, `decimal(p,s)`, `float`, `boolean`, `date`, `timestamp`, `time`, `uuid`, `json`, `bytes`";

    /// <summary>The message of a length that <see cref="Text"/> does not take, and its help.</summary>
    public const string BadLength = "its length must be from 1 to 10000000";

    public const string LengthHelp = "write `string(50)`, or `string` for no limit";

    /// <summary>The message of numbers that <see cref="Number"/> does not take, and its help.</summary>
    public const string BadPrecision = "its precision must be from 1 to 38 and its scale no more than that";

    public const string PrecisionHelp = "write `decimal(18,2)`";

    private static readonly FrozenDictionary<string, DataType> Simple = new Dictionary<string, DataType>
    {
        ["string"] = DataType.String,
        ["integer"] = DataType.Int64,
        ["float"] = DataType.Float64,
        ["boolean"] = DataType.Bool,
        ["date"] = DataType.Day,
        ["timestamp"] = DataType.Instant,
        ["time"] = DataType.TimeOfDay,
        ["uuid"] = new DataType.Uuid(),
        ["json"] = new DataType.Json(),
        ["bytes"] = new DataType.Bytes(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What engines call types that the language has under another name.</summary>
    private static readonly FrozenDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        ["int"] = "integer", ["bigint"] = "integer", ["smallint"] = "integer", ["tinyint"] = "integer", ["int64"] = "integer",
        ["varchar"] = "string", ["nvarchar"] = "string", ["char"] = "string", ["nchar"] = "string", ["text"] = "string", ["ntext"] = "string",
        ["numeric"] = "decimal(18,2)", ["number"] = "decimal(18,2)", ["bignumeric"] = "decimal(38,9)", ["money"] = "decimal(18,2)",
        ["smallmoney"] = "decimal(18,2)", ["real"] = "float", ["double"] = "float", ["float64"] = "float", ["bit"] = "boolean", ["bool"] = "boolean",
        ["datetime"] = "timestamp", ["datetime2"] = "timestamp", ["smalldatetime"] = "timestamp", ["timestamptz"] = "timestamp",
        ["uniqueidentifier"] = "uuid", ["binary"] = "bytes", ["varbinary"] = "bytes", ["blob"] = "bytes",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Contains(string name) => Simple.ContainsKey(name) || name == Decimal;

    /// <summary>The type of a name that takes no numbers, or that is left without them; null for another name.</summary>
    public static DataType? Plain(string name) => Simple.GetValueOrDefault(name);

    /// <summary>`string(n)`; null where the length is out of bounds.</summary>
    public static DataType? Text(int length) => length is >= 1 and <= 10_000_000 ? new DataType.Text(length) : null;

    /// <summary>`decimal(p,s)`; null where a number is out of bounds.</summary>
    public static DataType? Number(int precision, int scale) =>
        precision is >= 1 and <= 38 && scale >= 0 && scale <= precision ? new DataType.Decimal(precision, scale) : null;

    /// <summary>What was most likely meant by an unknown name, as it is to be written; null when nothing is near enough.</summary>
    /// <param name="aliases">The project's own names for types.</param>
    public static string? Offer(string name, IEnumerable<string> aliases)
    {
        var offer = Elsewhere.GetValueOrDefault(name.ToLowerInvariant()) ?? Nearest.Of(name, Simple.Keys.Append(Decimal).Concat(aliases));
        return offer == Decimal ? "decimal(18,2)" : offer;
    }
}

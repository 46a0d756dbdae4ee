using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Literal = Microsoft.SqlServer.TransactSql.ScriptDom.Literal;

namespace Warehouse.Model.Expressions;

/// <summary>The types that a cast may name: those of the model language, and the project's own names for them.</summary>
internal static class CastTargets
{
    private static readonly Dictionary<string, DataType> Plain = new(StringComparer.Ordinal)
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
    };

    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["int"] = "integer", ["bigint"] = "integer", ["smallint"] = "integer", ["tinyint"] = "integer", ["int64"] = "integer",
        ["varchar"] = "string", ["nvarchar"] = "string", ["char"] = "string", ["nchar"] = "string", ["text"] = "string", ["ntext"] = "string",
        ["numeric"] = "decimal(18,2)", ["number"] = "decimal(18,2)", ["bignumeric"] = "decimal(38,9)", ["money"] = "decimal(18,2)",
        ["smallmoney"] = "decimal(18,2)", ["real"] = "float", ["double"] = "float", ["float64"] = "float", ["bit"] = "boolean", ["bool"] = "boolean",
        ["datetime"] = "timestamp", ["datetime2"] = "timestamp", ["smalldatetime"] = "timestamp", ["timestamptz"] = "timestamp",
        ["uniqueidentifier"] = "uuid", ["binary"] = "bytes", ["varbinary"] = "bytes", ["blob"] = "bytes",
    };

    public static (DataType? Type, string? Message, string? Help) Of(DataTypeReference reference, IReadOnlyDictionary<string, DataType> aliases)
    {
        var written = reference.Name?.BaseIdentifier.Value ?? "";
        var name = written.ToLowerInvariant();
        var parameters = reference is ParameterizedDataTypeReference parameterized ? parameterized.Parameters : [];
        if (parameters.Count == 0 && aliases.TryGetValue(written, out var alias))
        {
            return (alias, null, null);
        }

        if (name == "decimal")
        {
            return Decimal(parameters);
        }

        if (name == "string" && parameters.Count == 1)
        {
            return Number(parameters[0]) is > 0 and var length
                ? (new DataType.Text(length), null, null)
                : (null, "the length of a `string` is a positive number", "write `string` or `string(n)`");
        }

        if (Plain.TryGetValue(name, out var plain) && parameters.Count == 0)
        {
            return (plain, null, null);
        }

        var offer = Elsewhere.GetValueOrDefault(name) ?? Nearest.Of(name, Plain.Keys.Append("decimal").Concat(aliases.Keys));
        return (null, $"`{written}` is not a type of the model language", offer is null
            ? "write `string`, `integer`, `decimal(p,s)`, `float`, `boolean`, `date` or `timestamp`"
            : $"write `{offer}`");
    }

    private static (DataType? Type, string? Message, string? Help) Decimal(IList<Literal> parameters)
    {
        if (parameters.Count == 2 && Number(parameters[0]) is >= 1 and <= 38 and var precision
            && Number(parameters[1]) is >= 0 and var scale && scale <= precision)
        {
            return (new DataType.Decimal(precision, scale), null, null);
        }

        return (null, "a `decimal` has a precision of 1 to 38 digits, and a scale of at most that", "write `decimal(18,2)`");
    }

    private static int? Number(Literal literal) =>
        int.TryParse(literal.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

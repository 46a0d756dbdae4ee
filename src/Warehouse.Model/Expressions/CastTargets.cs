using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Warehouse.Model.Star;
using Literal = Microsoft.SqlServer.TransactSql.ScriptDom.Literal;

namespace Warehouse.Model.Expressions;

/// <summary>The types that a cast may name: those of the model language, and the project's own names for them.</summary>
internal static class CastTargets
{
    public static (DataType? Type, string? Message, string? Help) Of(DataTypeReference reference, IReadOnlyDictionary<string, DataType> aliases)
    {
        var written = reference.Name?.BaseIdentifier.Value ?? "";
        var name = written.ToLowerInvariant();
        var parameters = reference is ParameterizedDataTypeReference parameterized ? parameterized.Parameters : [];
        if (parameters.Count == 0 && aliases.TryGetValue(written, out var alias))
        {
            return (alias, null, null);
        }

        if (name == DataTypeNames.Decimal)
        {
            var number = parameters.Count == 2 ? DataTypeNames.Number(Number(parameters[0]), Number(parameters[1])) : null;
            return Or(number, "decimal", DataTypeNames.BadPrecision, DataTypeNames.PrecisionHelp);
        }

        if (name == "string" && parameters.Count == 1)
        {
            return Or(DataTypeNames.Text(Number(parameters[0])), "string", DataTypeNames.BadLength, DataTypeNames.LengthHelp);
        }

        if (parameters.Count == 0 && DataTypeNames.Plain(name) is { } plain)
        {
            return (plain, null, null);
        }

        var help = DataTypeNames.Offer(name, aliases.Keys) is { } offer ? $"write `{offer}`" : DataTypeNames.Help;
        return (null, $"`{written}` is not a type of the model language", help);
    }

    private static (DataType? Type, string? Message, string? Help) Or(DataType? type, string name, string why, string help) =>
        type is null ? (null, $"this `{name}` is not a type: {why}", help) : (type, null, null);

    // What is no number is out of every bound.
    private static int Number(Literal literal) =>
        int.TryParse(literal.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
}

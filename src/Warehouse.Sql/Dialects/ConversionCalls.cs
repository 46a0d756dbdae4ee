using System.Globalization;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>Conversions as calls of functions that the dialect's prelude creates: short to read, and each written once.</summary>
internal static class ConversionCalls
{
    public const string Schema = "_warehouse";

    public static SqlExpression Spell(TryConvert node) => node.Type switch
    {
        SqlType.Text { MaxLength: null } => node.Operand,
        SqlType.Text { MaxLength: { } length } => new Cast(Call("to_text", node.Operand, Number(length)), node.Type),
        SqlType.Integer => Call("to_integer", node.Operand),
        SqlType.Decimal number => new Cast(Call("to_decimal", node.Operand, Number(number.Precision), Number(number.Scale)), number),
        SqlType.Float => Call("to_float", node.Operand),
        SqlType.Boolean => Call("to_boolean", node.Operand),
        SqlType.Date => Call("to_date", node.Operand),
        SqlType.Timestamp => Call("to_timestamp", node.Operand),
        SqlType.Time => Call("to_time", node.Operand),
        SqlType.Uuid => Call("to_uuid", node.Operand),
        SqlType.Json => Call("to_json", node.Operand),
        SqlType.Bytes => Call("to_bytes", node.Operand),
        _ => throw new InvalidOperationException($"no conversion to {node.Type.GetType().Name}"),
    };

    private static Spelled Call(string name, params SqlExpression[] arguments) => FunctionSpelling.CallOf($"{Schema}.{name}", [.. arguments]);

    private static Literal.Integer Number(int value) => new(value);

    /// <summary>Texts in a list, for the preludes.</summary>
    public static string Texts(IEnumerable<string> words) => string.Join(", ", words.Select(w => string.Create(CultureInfo.InvariantCulture, $"'{w}'")));
}

using System.Globalization;
using Warehouse.Sql.Tree;
using static Warehouse.Sql.Dialects.Conversions;
using static Warehouse.Sql.Dialects.FunctionSpelling;

namespace Warehouse.Sql.Dialects;

/// <summary>Conversions on Snowflake: TRY_CAST behind a pattern, since alone it takes more than other engines do. No Snowflake has run them.</summary>
internal static class SnowflakeConversions
{
    public static SqlExpression Spell(TryConvert node) => node.Type switch
    {
        SqlType.Text { MaxLength: null } => node.Operand,
        SqlType.Text { MaxLength: { } length } => Matching.When(
            new Binary(BinaryOperator.LessOrEqual, CallOf("length", node.Operand), new Literal.Integer(length)), node.Operand),
        SqlType.Integer => Integer(node),
        SqlType.Decimal number => Matching.When(
            Matches(node, DecimalPattern),
            TryCast(Trimmed(node), string.Create(CultureInfo.InvariantCulture, $"NUMBER({number.Precision}, {number.Scale})"))),
        SqlType.Float => Matching.When(Matches(node, FloatPattern), TryCast(Trimmed(node), "FLOAT")),
        SqlType.Boolean => Matching.When(Matching.Boolean(CallOf("lower", Trimmed(node)))),
        SqlType.Date => Matching.When(Matches(node, DatePattern), TryCast(Trimmed(node), "DATE")),
        SqlType.Timestamp => Matching.When(
            new CaseBranch(Matches(node, LocalTimestamp), TryCast(Cut(node), "TIMESTAMP_NTZ(6)")),
            new CaseBranch(
                Matches(node, ZonedTimestamp),
                new Spelled("CAST(convert_timezone('UTC', {0}) AS TIMESTAMP_NTZ(6))", [TryCast(Cut(node), "TIMESTAMP_TZ")], Precedence.Atom))),
        SqlType.Time => Matching.When(Matches(node, TimePattern), TryCast(Cut(node), "TIME")),
        SqlType.Uuid => Matching.When(Matches(node, UuidPattern), CallOf("lower", Trimmed(node))),
        SqlType.Json => CallOf("try_parse_json", Trimmed(node)),
        SqlType.Bytes => Matching.When(Matches(node, BytesPattern), CallOf("try_to_binary", Trimmed(node), new Literal.Text("HEX"))),
        _ => throw new InvalidOperationException($"no conversion to {node.Type.GetType().Name}"),
    };

    private static Spelled Trimmed(TryConvert node) => new(@"trim({0}, ' \t\n\r\f\x0b')", [node.Operand], Precedence.Atom);

    // REGEXP_LIKE matches the whole text.
    private static Spelled Matches(TryConvert node, string pattern) =>
        CallOf("regexp_like", Trimmed(node), new Literal.Text(pattern)) with { IsPredicate = true };

    private static Spelled TryCast(SqlExpression text, string type) => new($"TRY_CAST({{0}} AS {type})", [text], Precedence.Atom);

    private static Spelled Cut(TryConvert node) =>
        CallOf("regexp_replace", Trimmed(node), new Literal.Text("([.][0-9]{6})[0-9]+"), new Literal.Text("\\1"));

    // An integer here has 38 digits; elsewhere it has 64 bits.
    private static Case Integer(TryConvert node)
    {
        var number = TryCast(Trimmed(node), "NUMBER(38, 0)");
        var within = new Spelled(
            "{0} BETWEEN -9223372036854775808 AND 9223372036854775807", [number], Precedence.Comparison, IsPredicate: true);
        return Matching.When(new Binary(BinaryOperator.And, Matches(node, IntegerPattern), within), number);
    }
}

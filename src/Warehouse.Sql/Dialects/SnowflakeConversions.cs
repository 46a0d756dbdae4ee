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
            new Binary(BinaryOperator.LessOrEqual, CallOf("LENGTH", node.Operand), new Literal.Integer(length)), node.Operand),
        SqlType.Integer => Integer(node),
        SqlType.Decimal number => Matching.When(
            Matches(node, DecimalPattern),
            TryCast(Trimmed(node), string.Create(CultureInfo.InvariantCulture, $"NUMBER({number.Precision}, {number.Scale})"))),
        SqlType.Float => Float(node),
        SqlType.Boolean => Matching.When(Matching.Boolean(CallOf("LOWER", Trimmed(node)))),
        SqlType.Date => Matching.When(Matches(node, DayShape), TryCast(Trimmed(node), "DATE")),
        SqlType.Timestamp => Matching.When(
            new CaseBranch(Matches(node, DayShape + "([ T]" + TimePattern + ")?"), TryCast(Cut(node), "TIMESTAMP_NTZ(6)")),
            Zoned(node)),
        SqlType.Time => Matching.When(Matches(node, TimePattern), TryCast(Cut(node), "TIME")),
        SqlType.Uuid => Matching.When(Matches(node, UuidPattern), CallOf("LOWER", Trimmed(node))),
        SqlType.Json => CallOf("TRY_PARSE_JSON", Trimmed(node)),
        SqlType.Bytes => Matching.When(Matches(node, BytesPattern), CallOf("HEX_DECODE_BINARY", Trimmed(node))),
        _ => throw new InvalidOperationException($"no conversion to {node.Type.GetType().Name}"),
    };

    private static Spelled Trimmed(TryConvert node) => new(@"TRIM({0}, ' \t\n\r\f\x0b')", [node.Operand], Precedence.Atom);

    // REGEXP_LIKE matches the whole text anyway; what it is translated to elsewhere may not.
    private static Spelled Matches(TryConvert node, string pattern) =>
        CallOf("REGEXP_LIKE", Trimmed(node), new Literal.Text($"^({pattern})$")) with { IsPredicate = true };

    private static Spelled TryCast(SqlExpression text, string type) => new($"TRY_CAST({{0}} AS {type})", [text], Precedence.Atom);

    private static Spelled Cut(TryConvert node) =>
        CallOf("REGEXP_REPLACE", Trimmed(node), new Literal.Text("([.][0-9]{6})[0-9]+"), new Literal.Text("\\1"));

    private static Spelled WithSeconds(TryConvert node) => CallOf(
        "REGEXP_REPLACE", Cut(node), new Literal.Text("([ T][0-9]{2}:[0-9]{2})(Z|[+-].*)$"), new Literal.Text("\\1:00\\2"));

    private static Case Float(TryConvert node)
    {
        var number = TryCast(Trimmed(node), "FLOAT");
        var finite = new Binary(BinaryOperator.LessOrEqual, CallOf("ABS", number), new Literal.Float(double.MaxValue));
        return Matching.When(new Binary(BinaryOperator.And, Matches(node, FloatPattern), finite), number);
    }

    // A zone may lead out of the years that there are.
    private static CaseBranch Zoned(TryConvert node)
    {
        var instant = new Spelled(
            "CAST({0} AS TIMESTAMP_NTZ(6))",
            [CallOf("CONVERT_TIMEZONE", new Literal.Text("UTC"), TryCast(WithSeconds(node), "TIMESTAMP_TZ"))],
            Precedence.Atom);
        var within = new Binary(
            BinaryOperator.And,
            new Binary(BinaryOperator.GreaterOrEqual, instant, new Literal.Timestamp(DateTime.MinValue)),
            new Binary(BinaryOperator.LessOrEqual, instant, new Literal.Timestamp(new DateTime(9999, 12, 31, 23, 59, 59, 999, 999))));
        return new(new Binary(BinaryOperator.And, Matches(node, DayShape + "[ T]" + TimePattern + Zone), within), instant);
    }

    // An integer here has 38 digits; elsewhere it has 64 bits.
    private static Case Integer(TryConvert node)
    {
        var number = TryCast(Trimmed(node), "NUMBER(38, 0)");
        var within = new Spelled(
            "{0} BETWEEN -9223372036854775808 AND 9223372036854775807", [number], Precedence.Comparison, IsPredicate: true);
        return Matching.When(new Binary(BinaryOperator.And, Matches(node, IntegerPattern), within), number);
    }
}

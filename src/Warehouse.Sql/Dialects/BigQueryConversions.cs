using System.Globalization;
using Warehouse.Sql.Tree;
using static Warehouse.Sql.Dialects.Conversions;
using static Warehouse.Sql.Dialects.FunctionSpelling;

namespace Warehouse.Sql.Dialects;

/// <summary>Conversions on BigQuery: SAFE_CAST behind a pattern, since alone it takes more than other engines do.</summary>
internal static class BigQueryConversions
{
    public static SqlExpression Spell(TryConvert node) => node.Type switch
    {
        SqlType.Text { MaxLength: null } => node.Operand,
        SqlType.Text { MaxLength: { } length } => Matching.When(
            new Binary(BinaryOperator.LessOrEqual, CallOf("CHAR_LENGTH", node.Operand), new Literal.Integer(length)), node.Operand),
        SqlType.Integer => Cast(node, IntegerPattern, "INT64"),
        SqlType.Decimal number => Decimal(node, number),
        SqlType.Float => Float(node),
        SqlType.Boolean => Matching.When(Matching.Boolean(CallOf("LOWER", Trimmed(node)))),
        SqlType.Date => Cast(node, DayShape, "DATE"),
        SqlType.Timestamp => Matching.When(
            new CaseBranch(Matches(node, DayShape + "([ T]" + TimePattern + ")?"), CallOf("SAFE.TIMESTAMP", WithSeconds(node), new Literal.Text("UTC"))),
            new CaseBranch(Matches(node, DayShape + "[ T]" + TimePattern + Zone), CallOf("SAFE.TIMESTAMP", WithSeconds(node)))),
        SqlType.Time => Matching.When(Matches(node, TimePattern), new Spelled("SAFE_CAST({0} AS TIME)", [WithSeconds(node)], Precedence.Atom)),
        SqlType.Uuid => Matching.When(Matches(node, UuidPattern), CallOf("LOWER", Trimmed(node))),
        SqlType.Bytes => Matching.When(Matches(node, BytesPattern), CallOf("FROM_HEX", Trimmed(node))),
        SqlType.Json => Matching.When(
            new Binary(
                BinaryOperator.And,
                new IsNull(CallOf("SAFE.PARSE_JSON", node.Operand), Negated: true),
                new Not(CallOf("REGEXP_CONTAINS", node.Operand, new Literal.Text(JsonNul)))),
            Trimmed(node)),
        _ => throw new InvalidOperationException($"no conversion to {node.Type.GetType().Name}"),
    };

    private static Spelled Trimmed(TryConvert node) => new("TRIM({0}, ' \\t\\n\\r\\f\\v')", [node.Operand], Precedence.Atom);

    private static Spelled Matches(TryConvert node, string pattern) =>
        CallOf("REGEXP_CONTAINS", Trimmed(node), new Literal.Text($"^({pattern})$"));

    private static Case Cast(TryConvert node, string pattern, string type) =>
        Matching.When(Matches(node, pattern), new Spelled($"SAFE_CAST({{0}} AS {type})", [Trimmed(node)], Precedence.Atom));

    // SAFE_CAST makes an infinity of what is too great.
    private static Case Float(TryConvert node)
    {
        var number = new Spelled("SAFE_CAST({0} AS FLOAT64)", [Trimmed(node)], Precedence.Atom);
        return Matching.When(new Binary(BinaryOperator.And, Matches(node, FloatPattern), new Not(CallOf("IS_INF", number))), number);
    }

    // Cut off at the microsecond, with the seconds that a cast asks for.
    private static Spelled WithSeconds(TryConvert node) => Replaced(
        Replaced(Trimmed(node), "([.][0-9]{6})[0-9]+", "\\1"), "((^|[ T])[0-9]{2}:[0-9]{2})(Z|[+-].*)?$", "\\1:00\\3");

    private static Spelled Replaced(SqlExpression text, string pattern, string replacement) =>
        CallOf("REGEXP_REPLACE", text, new Literal.Text(pattern), new Literal.Text(replacement));

    // Through BIGNUMERIC, which keeps 38 digits of a fraction: NUMERIC would round to 9 before the scale does.
    private static Case Decimal(TryConvert node, SqlType.Decimal number)
    {
        var rounded = new Spelled(
            string.Create(CultureInfo.InvariantCulture, $"ROUND(SAFE_CAST({{0}} AS BIGNUMERIC), {number.Scale})"), [Trimmed(node)], Precedence.Atom);
        var limit = new Spelled($"BIGNUMERIC '1{new string('0', number.Precision - number.Scale)}'", [], Precedence.Atom);
        return Matching.When(
            new Binary(BinaryOperator.And, Matches(node, DecimalPattern), new Binary(BinaryOperator.Less, CallOf("ABS", rounded), limit)),
            new Spelled($"CAST({{0}} AS {BigQuery.Number(number)})", [rounded], Precedence.Atom));
    }
}

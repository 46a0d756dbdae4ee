using System.Globalization;
using Warehouse.Sql.Tree;
using static Warehouse.Sql.Dialects.Conversions;
using static Warehouse.Sql.Dialects.FunctionSpelling;

namespace Warehouse.Sql.Dialects;

/// <summary>Conversions on BigQuery: SAFE_CAST behind a pattern, since alone it takes more than other engines do.</summary>
internal static class BigQueryConversions
{
    // Which days a month has, SAFE_CAST knows.
    private const string Day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    public static SqlExpression Spell(TryConvert node) => node.Type switch
    {
        SqlType.Text { MaxLength: null } => node.Operand,
        SqlType.Text { MaxLength: { } length } => Matching.When(
            new Binary(BinaryOperator.LessOrEqual, CallOf("char_length", node.Operand), new Literal.Integer(length)), node.Operand),
        SqlType.Integer => Cast(node, IntegerPattern, "INT64"),
        SqlType.Decimal number => Decimal(node, number),
        SqlType.Float => Cast(node, FloatPattern, "FLOAT64"),
        SqlType.Boolean => Matching.When(Matching.Boolean(CallOf("lower", Trimmed(node)))),
        SqlType.Date => Cast(node, Day, "DATE"),
        SqlType.Timestamp => Matching.When(
            new CaseBranch(Matches(node, Day + "([ T]" + TimePattern + ")?"), CallOf("safe.timestamp", WithSeconds(node), new Literal.Text("UTC"))),
            new CaseBranch(Matches(node, Day + "[ T]" + TimePattern + Zone), CallOf("safe.timestamp", WithSeconds(node)))),
        SqlType.Time => Matching.When(Matches(node, TimePattern), new Spelled("safe_cast({0} AS TIME)", [WithSeconds(node)], Precedence.Atom)),
        SqlType.Uuid => Matching.When(Matches(node, UuidPattern), CallOf("lower", Trimmed(node))),
        SqlType.Bytes => Matching.When(Matches(node, BytesPattern), CallOf("from_hex", Trimmed(node))),
        SqlType.Json => Matching.When(new IsNull(CallOf("safe.parse_json", node.Operand), Negated: true), Trimmed(node)),
        _ => throw new InvalidOperationException($"no conversion to {node.Type.GetType().Name}"),
    };

    private static Spelled Trimmed(TryConvert node) => new("trim({0}, ' \\t\\n\\r\\f\\v')", [node.Operand], Precedence.Atom);

    private static Spelled Matches(TryConvert node, string pattern) =>
        CallOf("regexp_contains", Trimmed(node), new Literal.Text($"^({pattern})$"));

    private static Case Cast(TryConvert node, string pattern, string type) =>
        Matching.When(Matches(node, pattern), new Spelled($"safe_cast({{0}} AS {type})", [Trimmed(node)], Precedence.Atom));

    // Cut off at the microsecond, with the seconds that a cast asks for.
    private static Spelled WithSeconds(TryConvert node) => Replaced(
        Replaced(Trimmed(node), "([.][0-9]{6})[0-9]+", "\\1"), "((^|[ T])[0-9]{2}:[0-9]{2})(Z|[+-].*)?$", "\\1:00\\3");

    private static Spelled Replaced(SqlExpression text, string pattern, string replacement) =>
        CallOf("regexp_replace", text, new Literal.Text(pattern), new Literal.Text(replacement));

    // Through BIGNUMERIC, which keeps 38 digits of a fraction: NUMERIC would round to 9 before the scale does.
    private static Case Decimal(TryConvert node, SqlType.Decimal number)
    {
        var rounded = new Spelled(
            string.Create(CultureInfo.InvariantCulture, $"round(safe_cast({{0}} AS BIGNUMERIC), {number.Scale})"), [Trimmed(node)], Precedence.Atom);
        var limit = new Spelled($"BIGNUMERIC '1{new string('0', number.Precision - number.Scale)}'", [], Precedence.Atom);
        return Matching.When(
            new Binary(BinaryOperator.And, Matches(node, DecimalPattern), new Binary(BinaryOperator.Less, CallOf("abs", rounded), limit)),
            new Spelled($"CAST({{0}} AS {BigQuery.Number(number)})", [rounded], Precedence.Atom));
    }
}

using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Literal = Microsoft.SqlServer.TransactSql.ScriptDom.Literal;
using ParsedInteger = Microsoft.SqlServer.TransactSql.ScriptDom.IntegerLiteral;
using ParsedNull = Microsoft.SqlServer.TransactSql.ScriptDom.NullLiteral;

namespace Warehouse.Model.Expressions;

/// <summary>Constants: texts, exact and floating numbers and NULL; money, binary and ODBC spellings are refused.</summary>
internal sealed class LiteralTranslation(ScriptDomTranslation translation)
{
    private const string SmallestWithoutSign = "9223372036854775808";

    /// <summary>The one integer whose digits are out of range without the minus in front of them.</summary>
    public static bool IsSmallestInteger(TSqlFragment node) => node is NumericLiteral { Value: SmallestWithoutSign };

    public PortableExpression Of(Literal literal) => literal switch
    {
        ParsedNull => new NullLiteral { Span = translation.Place(literal) },
        StringLiteral text => Text(text),
        ParsedInteger or NumericLiteral => Exact(literal),
        RealLiteral real => Float(real),
        MoneyLiteral => translation.Refuse(
            literal, $"`{literal.Value}` is an amount of money in one dialect only", $"write the number alone: `{literal.Value.TrimStart('$')}`"),
        BinaryLiteral => translation.Refuse(literal, "a binary constant is not portable", "write the number in decimal digits"),
        OdbcLiteral => translation.Refuse(literal, "an ODBC literal is not portable", $"write `cast('{literal.Value}' as date)`"),
        _ => translation.Refuse(
            literal, $"`{translation.Words(literal)}` is not portable", "write a number, a text in single quotes, `true`, `false` or `null`"),
    };

    private PortableExpression Text(StringLiteral text) =>
        text.IsNational
            ? translation.Refuse(text, "a text with `N` in front is not portable", "leave the `N` out: every text is Unicode")
            : new TextLiteral(text.Value) { Span = translation.Place(text) };

    private PortableExpression Exact(Literal literal)
    {
        var point = literal.Value.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return long.TryParse(literal.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? new IntegerLiteral(value) { Span = translation.Place(literal) }
                : translation.Report(
                    ExpressionRules.NumberOutOfRange, literal, $"`{literal.Value}` does not fit a 64-bit integer",
                    $"write `{literal.Value}.0` where a decimal is meant");
        }

        var fraction = literal.Value[(point + 1)..];
        var digits = (literal.Value[..point] + fraction).TrimStart('0').PadLeft(Math.Max(1, fraction.Length), '0');
        return digits.Length > 38
            ? translation.Report(
                ExpressionRules.NumberOutOfRange, literal, $"`{literal.Value}` has {digits.Length} digits; a decimal has at most 38",
                "write fewer digits, or a float such as `1.5e40`")
            : new DecimalLiteral(digits, fraction.Length) { Span = translation.Place(literal) };
    }

    private PortableExpression Float(RealLiteral real) =>
        double.TryParse(real.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new FloatLiteral(value) { Span = translation.Place(real) }
            : translation.Report(ExpressionRules.NumberOutOfRange, real, $"`{real.Value}` does not fit a 64-bit float", "write a smaller number");
}

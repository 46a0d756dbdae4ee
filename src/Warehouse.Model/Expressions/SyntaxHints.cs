using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Expressions;

/// <summary>Words of other SQL dialects that do not parse here, and the portable spelling of each.</summary>
internal static partial class SyntaxHints
{
    private static readonly (Regex Words, string What, string Help)[] Known =
    [
        (DateLiteralPattern(), "a literal with its type in front is not portable", "write `cast('{0}' as {1})`"),
        (ExtractPattern(), "`extract` is not portable", "write the function of the part: `year(x)`, `month(x)`, `day(x)`, `hour(x)`"),
        (IntervalPattern(), "an interval is not portable", "write `add_days(x, n)`, `add_months(x, n)` or `add_seconds(x, n)`"),
        (InsensitiveLikePattern(), "`ilike` is not portable", "write `lower(x) like 'pattern'`"),
        (PositionPattern(), "`position(… in …)` is not portable", "write `strpos(text, part)`"),
        (ContainsPattern(), "`contains` is a full-text search in some dialects", "write `strpos(text, part) > 0`"),
        (DoubleEqualsPattern(), "`==` is not an operator", "write `=`"),
    ];

    public static Diagnostic Explain(string text, ExpressionPlaces places, ParseError value, ParseError condition)
    {
        foreach (var (words, what, help) in Known)
        {
            var match = words.Match(text);
            if (match.Success)
            {
                var type = match.Groups["type"].Value.ToLowerInvariant();
                var filled = help
                    .Replace("{0}", match.Groups["value"].Value, StringComparison.Ordinal)
                    .Replace("{1}", type, StringComparison.Ordinal);
                return ExpressionRules.NotPortable.At(places.OfOriginal(match.Index, match.Length), what, filled);
            }
        }

        // Of the two readings, the one that came further is the one that was meant.
        var error = condition.Offset >= value.Offset ? condition : value;
        return ExpressionRules.Syntax.At(
            places.Of(error.Offset, 1),
            "the expression does not parse: " + Lowered(error.Message),
            InsideValue().IsMatch(error.Message)
                ? "a condition is no value inside a call or beside an operator: write `case when a > b then true else false end`"
                : "write a column name that is a word of SQL or holds blanks in double quotes, and a text in single quotes");
    }

    private static string Lowered(string message) => char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');

    [GeneratedRegex(@"\b(?<type>date|timestamp|time)\s*'(?<value>[^']*)'", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateLiteralPattern();

    [GeneratedRegex(@"\bextract\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExtractPattern();

    [GeneratedRegex(@"\binterval\s+['\d]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IntervalPattern();

    [GeneratedRegex(@"\bilike\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InsensitiveLikePattern();

    [GeneratedRegex(@"\bposition\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PositionPattern();

    [GeneratedRegex(@"\bcontains\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContainsPattern();

    [GeneratedRegex(@"near '(=|<|>|!|is|in|like|between)'", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InsideValue();

    [GeneratedRegex(@"==", RegexOptions.CultureInvariant)]
    private static partial Regex DoubleEqualsPattern();
}

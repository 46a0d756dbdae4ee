namespace Warehouse.Sql.Dialects;

/// <summary>What text converts to a type: the same on every engine, whose own casts differ.</summary>
/// <remarks>
/// <para>Around every type but text, blanks are left out of account: space, tab, line feed, carriage return, form feed, vertical tab.
/// Digits are ASCII. What does not match gives NULL, and so does the empty text, save for text itself.</para>
/// <list type="table">
/// <item><term>text(n)</term><description>at most n characters (code points); nothing is cut or trimmed</description></item>
/// <item><term>integer</term><description>an optional sign and up to 100 digits, within 64 bits</description></item>
/// <item><term>decimal(p,s)</term><description>an optional sign, up to 50 digits on either side of an optional point, one at least; no
/// exponent, no thousands separator; rounded half away from zero to s digits; NULL when more than p - s digits stand before the point</description></item>
/// <item><term>float</term><description>as decimal, with an optional exponent of up to three digits; NULL beyond the greatest double,
/// zero below the least; no infinity, no NaN</description></item>
/// <item><term>boolean</term><description>true t yes y 1, false f no n 0, in any case</description></item>
/// <item><term>date</term><description>yyyy-MM-dd, a day of the Gregorian calendar, years 0001 to 9999</description></item>
/// <item><term>timestamp</term><description>a date, then optionally a blank or <c>T</c>, HH:mm, :ss, a fraction of up to nine digits and a zone
/// (<c>Z</c>, ±HH or ±HH:mm, up to 14 hours); no zone: UTC; cut off, not rounded, at the microsecond; NULL when UTC leaves the years 0001 to 9999</description></item>
/// <item><term>time</term><description>HH:mm, optionally :ss and a fraction, cut off at the microsecond; 24:00 and leap seconds are not times</description></item>
/// <item><term>uuid</term><description>8-4-4-4-12 hexadecimal digits, in any case, without braces</description></item>
/// <item><term>json</term><description>one value of RFC 8259, without U+0000 in its texts</description></item>
/// <item><term>bytes</term><description>hexadecimal digits in pairs, without a prefix</description></item>
/// </list>
/// <para>The patterns keep to what POSIX extended expressions, RE2 and Postgres have in common.</para>
/// </remarks>
internal static class Conversions
{
    public const string Blank = @"[ \t\n\r\f\v]*";

    public const string Unsigned = @"([0-9]{1,50}([.][0-9]{0,50})?|[.][0-9]{1,50})";

    public const string IntegerPattern = "[+-]?[0-9]{1,100}";

    public const string DecimalPattern = "[+-]?" + Unsigned;

    public const string FloatPattern = DecimalPattern + "([eE][+-]?[0-9]{1,3})?";

    /// <summary>0001 to 9999.</summary>
    private const string Year = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)";

    /// <summary>What looks like a day, for an engine whose cast then knows the calendar.</summary>
    public const string DayShape = Year + "-[0-9]{2}-[0-9]{2}";

    /// <summary>Every day of the calendar and nothing else.</summary>
    public const string DatePattern =
        "(" + Year + "-" +
        "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)" +
        "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29)";

    private const string Minutes = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /// <summary>To the microsecond, which every engine reads exactly.</summary>
    public const string ShortTime = Minutes + @"(:[0-5][0-9]([.][0-9]{1,6})?)?";

    public const string TimePattern = Minutes + @"(:[0-5][0-9]([.][0-9]{1,9})?)?";

    public const string Zone = "(Z|[+-]((0[0-9]|1[0-3])(:[0-5][0-9])?|14(:00)?))";

    public const string ShortTimestamp = DatePattern + "([ T]" + ShortTime + ")?";

    public const string LocalTimestamp = DatePattern + "([ T]" + TimePattern + ")?";

    public const string ZonedTimestamp = DatePattern + "[ T]" + TimePattern + Zone;

    public const string UuidPattern = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

    public const string BytesPattern = "([0-9A-Fa-f]{2})+";

    /// <summary>An escaped U+0000, whose backslash is not itself escaped: Postgres has no such character.</summary>
    public const string JsonNul = @"(^|[^\\])(\\\\)*\\u0000";

    public static readonly string[] Truths = ["true", "t", "yes", "y", "1"];

    public static readonly string[] Falsehoods = ["false", "f", "no", "n", "0"];

    /// <summary>The pattern with blanks around it, from the beginning of the text to its end.</summary>
    public static string Whole(string pattern) => $"^{Blank}({pattern}){Blank}$";
}

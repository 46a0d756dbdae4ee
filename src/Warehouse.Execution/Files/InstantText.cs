using System.Globalization;
using System.Text;

namespace Warehouse.Execution.Files;

/// <summary>Text as an instant in UTC, to the microsecond, exactly as loads convert a <c>timestamp</c> on every engine.</summary>
/// <remarks>A date, then optionally a blank or <c>T</c>, HH:mm, :ss, a fraction of up to nine digits and a zone (<c>Z</c>, ±HH or ±HH:mm, up to 14 hours); no zone: UTC.</remarks>
public static class InstantText
{
    private const int Longest = 35;

    private static ReadOnlySpan<byte> Blanks => " \t\n\r\f\v"u8;

    /// <summary>Null for a text that is none.</summary>
    public static DateTime? Read(ReadOnlySpan<byte> utf8)
    {
        var trimmed = utf8.Trim(Blanks);
        if (trimmed.Length is < 10 or > Longest || !Ascii.IsValid(trimmed))
            return null;
        Span<char> text = stackalloc char[Longest];
        Encoding.ASCII.GetChars(trimmed, text);
        return Read(text[..trimmed.Length]);
    }

    private static DateTime? Read(ReadOnlySpan<char> text)
    {
        if (!DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        var ticks = day.ToDateTime(TimeOnly.MinValue).Ticks;
        var rest = text[10..];
        if (!rest.IsEmpty)
        {
            if (rest[0] is not (' ' or 'T') || Take(ref rest, 1, 23) is not { } hours || Take(ref rest, ':', 59) is not { } minutes)
                return null;
            ticks += (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
            if (rest is [':', ..])
            {
                if (Take(ref rest, ':', 59) is not { } seconds || Fraction(ref rest) is not { } microseconds)
                    return null;
                ticks += (seconds * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond);
            }

            if (Zone(rest) is not { } offset)
                return null;
            ticks -= offset;
        }

        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTime(ticks, DateTimeKind.Utc);
    }

    private static int? Take(ref ReadOnlySpan<char> rest, char separator, int greatest) => rest is [var first, ..] && first == separator ? Take(ref rest, 1, greatest) : null;

    /// <summary>Two digits behind as many characters as are skipped.</summary>
    private static int? Take(ref ReadOnlySpan<char> rest, int skipped, int greatest)
    {
        if (rest.Length < skipped + 2 || !char.IsAsciiDigit(rest[skipped]) || !char.IsAsciiDigit(rest[skipped + 1]))
            return null;
        var value = ((rest[skipped] - '0') * 10) + rest[skipped + 1] - '0';
        rest = rest[(skipped + 2)..];
        return value <= greatest ? value : null;
    }

    /// <summary>Microseconds, cut off and not rounded; 0 where there is no fraction.</summary>
    private static int? Fraction(ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['.', ..])
            return 0;
        var digits = 1;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            digits++;
        if (digits is 1 or > 10)
            return null;
        var value = 0;
        for (var i = 1; i <= 6; i++)
            value = (value * 10) + (i < digits ? rest[i] - '0' : 0);
        rest = rest[digits..];
        return value;
    }

    private static long? Zone(ReadOnlySpan<char> rest)
    {
        if (rest is [] or ['Z'])
            return 0;
        if (rest is not ['+' or '-', ..])
            return null;
        var sign = rest[0] == '-' ? -1 : 1;
        if (Take(ref rest, 1, 14) is not { } hours)
            return null;
        var minutes = 0;
        if (!rest.IsEmpty)
        {
            if (Take(ref rest, ':', 59) is not { } given || !rest.IsEmpty)
                return null;
            minutes = given;
        }

        return hours == 14 && minutes > 0 ? null : sign * ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute));
    }
}

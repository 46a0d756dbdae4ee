using System.Globalization;
using System.Text;

namespace Warehouse.Execution.Landing;

/// <summary>Stored times as text, as DuckDB writes them: proleptic Gregorian, any year, and the two infinities.</summary>
internal static class ParquetTimes
{
    private const long MicrosecondsPerDay = 86_400_000_000;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>A timestamp in microseconds; an infinity stays one.</summary>
    public static long Microseconds(long value, long perSecond)
    {
        if (perSecond == MicrosecondsPerSecond || value is long.MaxValue or -long.MaxValue)
            return value;
        return perSecond < MicrosecondsPerSecond ? checked(value * (MicrosecondsPerSecond / perSecond)) : Floor(value, perSecond / MicrosecondsPerSecond);
    }

    public static int Timestamp(long microseconds, Span<byte> text)
    {
        if (microseconds is long.MaxValue or -long.MaxValue)
            return Infinity(microseconds > 0, text);
        var days = Floor(microseconds, MicrosecondsPerDay);
        var date = Day(days, text);
        text[date] = (byte)' ';
        return date + 1 + Clock(microseconds - (days * MicrosecondsPerDay), text[(date + 1)..]);
    }

    public static int Date(int days, Span<byte> text) => days is int.MaxValue or -int.MaxValue ? Infinity(days > 0, text) : Day(days, text);

    public static int TimeOfDay(long value, long perSecond, Span<byte> text) => Clock(Microseconds(value, perSecond), text);

    private static int Infinity(bool later, Span<byte> text) => Encoding.ASCII.GetBytes(later ? "infinity" : "-infinity", text);

    private static int Clock(long microseconds, Span<byte> text)
    {
        var (seconds, fraction) = (microseconds / MicrosecondsPerSecond, microseconds % MicrosecondsPerSecond);
        var written = Write(string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}"), text);
        if (fraction == 0)
            return written;
        written += Write(string.Create(CultureInfo.InvariantCulture, $".{fraction:000000}"), text[written..]);
        return text[..written].TrimEnd((byte)'0').Length;
    }

    /// <summary>The civil date of a day counted from 1970-01-01.</summary>
    /// <remarks>Years begin in March here, so that the leap day is a year's last; 400 of them are an era of 146,097 days. https://howardhinnant.github.io/date_algorithms.html</remarks>
    private static int Day(long days, Span<byte> text)
    {
        var sinceMarch = days + 719_468;
        var era = Floor(sinceMarch, 146_097);
        var dayOfEra = sinceMarch - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return Write(string.Create(CultureInfo.InvariantCulture, $"{(year > 0 ? year : 1 - year):0000}-{month:00}-{day:00}{(year > 0 ? "" : " (BC)")}"), text);
    }

    private static int Write(string ascii, Span<byte> text) => Encoding.ASCII.GetBytes(ascii, text);

    private static long Floor(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);
}

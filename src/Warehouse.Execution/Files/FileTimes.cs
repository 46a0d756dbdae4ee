using System.Globalization;
using System.Text;
using Warehouse.Execution.Landing;

namespace Warehouse.Execution.Files;

/// <summary>The time that a file's batch has, where the file says it.</summary>
public static class FileTimes
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>The first date of the form <paramref name="format"/> in a file's name that no digit touches; null where there is none.</summary>
    public static DateTime? FromName(string name, string format)
    {
        var text = name[(name.LastIndexOf('/') + 1)..];
        for (var begin = 0; begin < text.Length; begin++)
        {
            if (begin > 0 && char.IsAsciiDigit(text[begin - 1]) && char.IsAsciiDigit(text[begin]))
                continue;
            for (var end = text.Length; end > begin; end--)
            {
                if (end < text.Length && char.IsAsciiDigit(text[end]) && char.IsAsciiDigit(text[end - 1]))
                    continue;
                if (DateTime.TryParseExact(text.AsSpan(begin, end - begin), format, CultureInfo.InvariantCulture, Utc, out var time))
                    return time.CutToMicroseconds();
            }
        }

        return null;
    }

    /// <summary>The largest time in a column of a text file; null where no value of it is a time.</summary>
    /// <exception cref="LandingException">The file cannot be read, or lacks the column.</exception>
    public static DateTime? FromColumn(LandingFile file, string column, CancellationToken cancellationToken)
    {
        using var rows = TextRows.Open(file with { Reads = file.Reads.Contains(column) ? file.Reads : file.Reads.Add(column) });
        var index = rows.Columns.IndexOf(column);
        DateTime? latest = null;
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.TryGet(index, out var value) && Parse(value) is { } time && (latest is null || time > latest))
                latest = time;
        }

        return latest;
    }

    private static DateTime? Parse(ReadOnlySpan<byte> utf8)
    {
        // ISO 8601 as it is written everywhere; longer text is no time.
        if (utf8.Length is < 8 or > 40)
            return null;
        Span<char> text = stackalloc char[utf8.Length];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        return char.IsAsciiDigit(text[0]) && DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time.CutToMicroseconds() : null;
    }
}

using System.Globalization;
using System.Text;
using Warehouse.Execution.Landing;

namespace Warehouse.Execution.Files;

/// <summary>The time that a file's batch has, where the file says it.</summary>
public static class FileTimes
{
    private const int LongestShown = 40;

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

    /// <summary>The largest time in a column of a text file; NULLs and rows that are rejected as they stand say nothing. Null where no row says one.</summary>
    /// <exception cref="LandingException">The file cannot be read, lacks the column, or has a value in it that is no time.</exception>
    public static DateTime? FromColumn(LandingFile file, string column, CancellationToken cancellationToken)
    {
        using var rows = TextRows.Open(file with { Reads = file.Reads.Contains(column) ? file.Reads : file.Reads.Add(column) });
        var index = rows.Columns.IndexOf(column);
        var (number, latest) = (0L, (DateTime?)null);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (rows.Problem is not null || !rows.TryGet(index, out var value))
                continue;
            var time = InstantText.Read(value) ?? throw NoTime(file, column, number, value);
            if (latest is null || time > latest)
                latest = time;
        }

        return latest;
    }

    private static LandingException NoTime(LandingFile file, string column, long row, ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        var shown = text.Length > LongestShown ? string.Concat(text.AsSpan(0, LongestShown), "…") : text;
        return new(
            ExecutionRules.NoBatchTime,
            string.Create(CultureInfo.InvariantCulture, $"row {row} of `{file.Name}` has `{shown}` in `{column}`, which is no time, so the file has no batch time"),
            "mend the value, or leave it out: NULL says nothing");
    }
}

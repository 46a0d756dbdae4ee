using System.Globalization;
using System.Text;
using Warehouse.Execution.Landing;
using Warehouse.Model.Star;

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

    /// <summary>The largest time in a column of a file; NULLs and rows that are rejected as they stand say nothing. Null where no row says one.</summary>
    /// <exception cref="LandingException">The file cannot be read, lacks the column, or has a value in it that is no time.</exception>
    public static DateTime? FromColumn(LandingFile file, string column, CancellationToken cancellationToken)
    {
        var read = file with { Reads = file.Reads.Contains(column) ? file.Reads : file.Reads.Add(column) };
        // A file's columns are decoded on threads of the pool: nothing there waits for this one.
        return file.Format == FileFormat.Parquet
            ? Task.Run(() => FromParquetAsync(read, column, cancellationToken), cancellationToken).GetAwaiter().GetResult()
            : FromText(read, column, cancellationToken);
    }

    private static DateTime? FromText(LandingFile file, string column, CancellationToken cancellationToken)
    {
        using var rows = TextRows.Open(file);
        var index = rows.Columns.IndexOf(column);
        var (number, latest) = (0L, (DateTime?)null);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (rows.Problem is null && rows.TryGet(index, out var value))
                latest = Later(latest, value, file, column, number);
        }

        return latest;
    }

    private static async Task<DateTime?> FromParquetAsync(LandingFile file, string column, CancellationToken cancellationToken)
    {
        await using var rows = await ParquetRows.OpenAsync(file, column, cancellationToken).ConfigureAwait(false);
        var (number, latest) = (0L, (DateTime?)null);
        while (await rows.NextGroupAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var row = 0; row < rows.RowsInGroup; row++)
            {
                number++;
                if (rows.TryGet(row, 0, out var value))
                    latest = Later(latest, value, file, column, number);
            }
        }

        return latest;
    }

    private static DateTime Later(DateTime? latest, ReadOnlySpan<byte> value, LandingFile file, string column, long row)
    {
        var time = InstantText.Read(value) ?? throw NoTime(file, column, row, value);
        return latest > time ? latest.Value : time;
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

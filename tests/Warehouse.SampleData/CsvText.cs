using System.Globalization;
using System.Text;

namespace Warehouse.SampleData;

/// <summary>Delimited text as RFC 4180 has it, with LF; NULL is an empty, unquoted field.</summary>
internal static class CsvText
{
    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows, char delimiter = ',')
    {
        var text = new StringBuilder();
        AppendRow(text, header, delimiter);
        foreach (var row in rows)
        {
            if (row.Count != header.Count)
                throw new ArgumentException($"A row has {row.Count} fields, the header {header.Count}.", nameof(rows));
            AppendRow(text, row, delimiter);
        }

        return text.ToString();
    }

    public static string Money(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Instant(DateTime value) => value.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Day(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void AppendRow(StringBuilder text, IReadOnlyList<string?> fields, char delimiter) =>
        text.AppendJoin(delimiter, fields.Select(f => Field(f, delimiter))).Append('\n');

    private static string? Field(string? value, char delimiter)
    {
        if (value is null) return null;
        var quote = value.Length == 0 || value.IndexOfAny([delimiter, '"', '\n', '\r']) >= 0;
        return quote ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}

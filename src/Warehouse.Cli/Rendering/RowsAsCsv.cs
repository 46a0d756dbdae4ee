using System.Buffers;
using System.Text;
using Warehouse.Execution.Sessions;

namespace Warehouse.Cli.Rendering;

/// <summary>Rows as CSV (RFC 4180, ended by LF): NULL is an empty field, an empty text is quoted.</summary>
internal static class RowsAsCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static string Write(RowSet rows)
    {
        var text = new StringBuilder();
        Line(text, rows.Columns);
        foreach (var row in rows.Rows)
            Line(text, row.Select(v => v is null ? null : Values.Text(v)));
        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string?> fields) => text.AppendJoin(',', fields.Select(Field)).Append('\n');

    private static string Field(string? field) => field switch
    {
        null => "",
        "" => "\"\"",
        _ => field.AsSpan().ContainsAny(Special) || field != field.Trim() ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field,
    };
}

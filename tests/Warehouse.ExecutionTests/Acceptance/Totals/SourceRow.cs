using System.Globalization;
using System.Text;

namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>A row of a file of the sample, as it stands there: text, or null for an empty field.</summary>
internal sealed record SourceRow(IReadOnlyDictionary<string, string?> Fields)
{
    public string? this[string column] => Fields[column];

    /// <summary>The number that the field tells; zero for an empty one, and for one that tells none: it adds nothing.</summary>
    public decimal Number(string column) => decimal.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0;

    public SourceRow With(string column, string? value) => new(Fields.ToDictionary(f => f.Key, f => f.Key == column ? value : f.Value, StringComparer.Ordinal));

    public string Key(IEnumerable<string> columns) => string.Join('|', columns.Select(c => this[c]));

    public bool SaysTheSameAs(SourceRow other, string? butFor) => Fields.All(f => f.Key == butFor || other.Fields[f.Key] == f.Value);

    /// <summary>The rows of a file, read by hand: commas, quotes, a header.</summary>
    public static IReadOnlyList<SourceRow> Read(string path)
    {
        var lines = File.ReadAllLines(path).Where(l => l.Length > 0).Select(Split).ToList();
        return [.. lines.Skip(1).Select(l => new SourceRow(lines[0].Zip(l).ToDictionary(p => p.First!, p => p.Second, StringComparer.Ordinal)))];
    }

    private static List<string?> Split(string line)
    {
        var (fields, field, quoted) = (new List<string?>(), new StringBuilder(), false);
        foreach (var c in line + ",")
        {
            if (c == '"')
                quoted = !quoted;
            else if (c != ',' || quoted)
                field.Append(c);
            else
            {
                fields.Add(field.Length == 0 ? null : field.ToString());
                field.Clear();
            }
        }

        return fields;
    }
}

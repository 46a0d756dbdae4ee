using System.Globalization;
using System.Text;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>A case that failed, for people.</summary>
internal static class HistoryText
{
    public static string Write(HistoryCase history)
    {
        var text = new StringBuilder();
        text.Append(HistoryYaml.Write(history.Definition, "d"));
        foreach (var batch in history.Batches)
        {
            text.Append(CultureInfo.InvariantCulture, $"batch at {ExactValue.Show(batch.At)}\n");
            foreach (var row in batch.Rows)
            {
                var values = string.Join(", ", row.Values.Select(ExactValue.Show));
                text.Append(CultureInfo.InvariantCulture, $"  {row.Key} @{ExactValue.Show(row.Stamp)} q{row.Order} {(row.IsDelete ? "delete " : "")}{values} (wins {row.Wins})\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Both sides, with what only one of them has marked.</summary>
    public static string Difference(string after, IReadOnlyCollection<HistoryRow> expected, IReadOnlyCollection<HistoryRow> actual)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"after {after} the dimension is not what the oracle says; members that differ:\n");
        foreach (var member in expected.Concat(actual).Select(r => r.Key).Distinct().Order())
        {
            var (should, does) = (expected.Where(r => r.Key == member).ToList(), actual.Where(r => r.Key == member).ToList());
            if (HistoryRow.Same(should, does))
                continue;
            foreach (var row in should)
                text.Append(CultureInfo.InvariantCulture, $"{(does.Any(row.SameAs) ? "  both  " : "  oracle")} {row}\n");
            foreach (var row in does.Where(row => !should.Any(row.SameAs)))
                text.Append(CultureInfo.InvariantCulture, $"  engine {row}\n");
        }

        return text.ToString();
    }
}

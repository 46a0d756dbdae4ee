using System.Globalization;
using System.Text;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.Star;

namespace Warehouse.ExecutionTests.Star;

/// <summary>A star that failed, for people.</summary>
internal static class StarText
{
    public static string Write(StarCase star)
    {
        var text = new StringBuilder();
        foreach (var file in StarYaml.Write(star.Definition, ""))
            text.Append(file);
        foreach (var batch in star.Batches)
        {
            text.Append(CultureInfo.InvariantCulture, $"batch at {ExactValue.Show(batch.At)} of {(batch.Dimension is { } place ? StarYaml.Dimension(place) : StarYaml.Fact)}{(batch.Copies > 1 ? $", {batch.Copies} times" : "")}\n");
            foreach (var row in batch.Members)
                text.Append(CultureInfo.InvariantCulture, $"  {row.Key} @{ExactValue.Show(row.Stamp)} q{row.Order} {(row.IsDelete ? "delete " : "")}{string.Join(", ", row.Values.Select(ExactValue.Show))}\n");
            foreach (var row in batch.Facts)
                text.Append(CultureInfo.InvariantCulture, $"  {ExactValue.Show(row.Number)} @{ExactValue.Show(row.At)} q{ExactValue.Show(row.Order)} {(row.IsDelete ? "delete " : "")}{string.Join(", ", row.Keys.Select(k => k?.ToString() ?? "NULL"))}: {ExactValue.Show(row.Quantity)}, {ExactValue.Show(row.Amount)}, {ExactValue.Show(row.Price)}\n");
        }

        return text.ToString();
    }
}

using System.Globalization;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Stock;

/// <summary>What lies in the warehouse at the end of each day, counted for the planted products.</summary>
internal static class StockCount
{
    private const int Products = 12;

    private static readonly string[] Header = ["stock_date", "sku", "on_hand", "on_order"];

    public static DataFile File(SampleDay day) => DataFile.Of("stock", day, "csv", Write(Header, On(day)));

    /// <summary>A file counts the evening before its day. Day 3 forgets P-1005; day 4 counts the evening of 2024-03-02 once more.</summary>
    private static IEnumerable<string[]> On(SampleDay day)
    {
        var evening = day.Date.AddDays(-1);
        var rows = Enumerable.Range(1, Products).Where(n => !(day.Number == 3 && n == 5)).Select(n => Row(evening, n, 0));
        return day.Number == 4 ? Enumerable.Range(1, Products).Select(n => Row(evening.AddDays(-1), n, 1)).Concat(rows) : rows;
    }

    private static string[] Row(DateOnly evening, int product, int found)
    {
        // A little goes every day, and every third day more comes in.
        var onHand = 40 + (product * 7) - ((evening.DayNumber % 3) * (2 + (product % 4))) + found;
        return [Day(evening), string.Create(CultureInfo.InvariantCulture, $"P-{1000 + product}"), Number(onHand), Number(evening.DayNumber % 3 == 2 ? 20 : 0)];
    }
}

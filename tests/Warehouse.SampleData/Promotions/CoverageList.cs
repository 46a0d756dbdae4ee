using System.Globalization;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Promotions;

/// <summary>Which of the first sixty products each promotion covers on each day, sold or not.</summary>
internal static class CoverageList
{
    private static readonly string[] Header = ["day", "promotion_code", "sku"];

    public static DataFile File(SampleDay day) => DataFile.Of("coverage", day, "csv", Write(Header, PromotionList.RunningOn(day.Date).SelectMany(p => Covered(p.Code))
        .Select(c => new[] { Day(day.Date), c.Code, c.Sku })));

    /// <summary>By the length of its code a promotion covers every second, third or fourth product.</summary>
    private static IEnumerable<(string Code, string Sku)> Covered(string code) => Enumerable.Range(1, 60)
        .Where(n => n % (2 + (code.Length % 3)) == 0)
        .Select(n => (code, string.Create(CultureInfo.InvariantCulture, $"P-{1000 + n}")));
}

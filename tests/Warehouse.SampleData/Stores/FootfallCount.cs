using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Stores;

/// <summary>How many came through the doors of each store on the day before; a store whose doors stay shut tells nothing.</summary>
internal static class FootfallCount
{
    private static readonly string[] Header = ["visit_date", "store_code", "visitors"];

    public static DataFile File(SampleDay day) => DataFile.Of("visits", day, "csv", Write(Header, On(day)));

    /// <summary>On day 4 the store S05 was shut the day before; on day 5 a door counts that no store has.</summary>
    private static IEnumerable<string[]> On(SampleDay day)
    {
        var yesterday = day.Date.AddDays(-1);
        return StoreFeed.Codes.Where(c => c != StoreFeed.Webshop && !(day.Number == 4 && c == "S05")).Concat(day.Number == 5 ? ["S77"] : [])
            .Select((c, i) => new[] { Day(yesterday), c, Number(180 + (i * 23) + (yesterday.DayNumber * (i + 3) % 41)) });
    }
}

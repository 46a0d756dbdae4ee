using System.Globalization;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Purchasing;

/// <summary>The bank's rates to the euro: a day's are told on the day, and none at a weekend. Day 5 corrects the dollar of day 4.</summary>
internal static class RateList
{
    private static readonly string[] Header = ["rate_date", "from_currency", "to_currency", "rate"];

    private static readonly (string Currency, decimal Rate)[] AtFirst = [("NOK", 0.08731m), ("SEK", 0.08927m), ("GBP", 1.16893m), ("USD", 0.92404m)];

    public static DataFile File(SampleDay day) => DataFile.Of("rates", day, "csv", Write(Header, On(day)));

    private static IEnumerable<string[]> On(SampleDay day)
    {
        if (day.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            return [];
        // The initial load tells those of the month before, too, that older invoices find theirs.
        return day.Number switch
        {
            1 => Rates(new(2024, 1, 15), 0).Concat(Rates(new(2024, 2, 12), 1)).Concat(Rates(day.Date, 2)),
            5 => Rates(day.Date.AddDays(-1), 3).Where(r => r[1] == "USD").Select(r => r[..3].Append("0.92118").ToArray()).Concat(Rates(day.Date, 4)),
            _ => Rates(day.Date, day.Number - 1),
        };
    }

    /// <summary>A little up, a little down.</summary>
    private static IEnumerable<string[]> Rates(DateOnly date, int step) => AtFirst.Select((r, i) => new[]
    {
        Day(date), r.Currency, "EUR", (r.Rate * (1000 + (((step * 7) + (i * 3)) % 9) - 4) / 1000).ToString("0.00000", CultureInfo.InvariantCulture),
    });
}

using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Promotions;

/// <summary>Marketing's list of promotions, sent whole each day, with semicolons.</summary>
internal static class PromotionList
{
    private static readonly string[] Header = ["promotion_code", "name", "channel", "discount_percent", "starts_on", "ends_on"];

    private static readonly Promotion[] Initial =
    [
        new("WINTER24", "Winter Clearance", "store", 30m, new(2024, 1, 15), new(2024, 2, 29)),
        new("VALENTINE", "Valentine's; for two", "e-mail", 15m, new(2024, 2, 10), new(2024, 2, 18)),
        new("WELCOME", "Welcome Back", "e-mail", 10m, new(2023, 1, 1), new(2024, 12, 31)),
        new("LEAP24", "Leap Day", "social", 29m, new(2024, 2, 29), new(2024, 2, 29)),
        new("SPRING24", "Spring Start", "store", 20m, new(2024, 3, 1), new(2024, 3, 31)),
        new("STUDENT", "Student Discount", "store", 12.5m, new(2023, 9, 1), new(2024, 8, 31)),
        new("FREUNDE", "Freunde werben", "social", 7.5m, new(2024, 1, 1), new(2024, 6, 30)),
        new("EASTER24", "Easter Weekend", "e-mail", 25m, new(2024, 3, 28), new(2024, 4, 1)),
    ];

    private static readonly Promotion Flash = new("FLASH24", "Flash Sale", "social", 40m, new(2024, 3, 4), new(2024, 3, 5));

    /// <summary>Codes that a till accepts on a date.</summary>
    public static IReadOnlyList<(string Code, decimal Percent)> RunningOn(DateOnly date) =>
        [.. Initial.Append(Flash).Where(p => p.RunsOn(date)).Select(p => (p.Code, p.DiscountPercent))];

    public static DataFile File(SampleDay day) => DataFile.Of("promotions", day, "csv", Write(Header, On(day).Select(Fields), ';'));

    /// <summary>Day 3: WINTER24 leaves, SPRING24 is renamed. Day 4: FLASH24 comes. Day 5: EASTER24 changes channel.</summary>
    private static IEnumerable<Promotion> On(SampleDay day) => Initial
        .Where(p => p.Code != "WINTER24" || day.Number < 3)
        .Select(p => p.Code == "SPRING24" && day.Number >= 3 ? p with { Name = "Frühlingsstart" } : p)
        .Select(p => p.Code == "EASTER24" && day.Number >= 5 ? p with { Channel = "store" } : p)
        .Concat(day.Number >= 4 ? [Flash] : []);

    private static string?[] Fields(Promotion p) => [p.Code, p.Name, p.Channel, Money(p.DiscountPercent), Day(p.StartsOn), Day(p.EndsOn)];
}

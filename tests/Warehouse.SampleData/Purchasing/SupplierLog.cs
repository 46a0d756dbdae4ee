using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Purchasing;

/// <summary>Of whom the goods are bought, as the ERP logs it; what it says of a day holds for the whole of it.</summary>
internal static class SupplierLog
{
    private static readonly string[] Header = ["changed_at", "supplier_code", "name", "country", "payment_days", "rating"];

    private static readonly Supplier[] Initial =
    [
        new("V01", "Nordfjell AS", "NO", 30, "A", "NOK"),
        new("V02", "Almgren & Söner AB", "SE", 30, "B", "SEK"),
        new("V03", "Spree Outdoor GmbH", "DE", 30, "A", "EUR"),
        new("V04", "Yorkshire Mills Ltd", "GB", 60, "B", "GBP"),
        new("V05", "Pacific Gear, Inc.", "US", 45, "B", "USD"),
        new("V06", "Cortiça do Sul Lda", "PT", 30, "C", "EUR"),
    ];

    /// <summary>Invoices on day 4, before anybody has said who that is.</summary>
    public static Supplier Unknown { get; } = new("V07", "Tatra Šport s.r.o.", "SK", 30, "B", "EUR");

    public static IReadOnlyList<Supplier> All { get; } = Initial;

    public static DataFile File(SampleDay day) => DataFile.Of("suppliers", day, "csv", Write(Header, On(day).Select(c => c.Supplier.Fields(c.At))));

    private static IEnumerable<(DateTime At, Supplier Supplier)> On(SampleDay day) => day.Number switch
    {
        1 => Initial.Select(s => (new DateTime(2023, 1, 2, 9, 0, 0), s)),
        2 => [(day.At(9), Initial[2] with { PaymentDays = 45 })],
        3 => [(day.At(14), Initial[3] with { Rating = "A" })],
        // Two moves of one day: the day ends in Canada, and so it has all of it.
        5 => [(day.At(9), Initial[4] with { Country = "MX" }), (day.At(10), Unknown), (day.At(16), Initial[4] with { Country = "CA" })],
        6 => [(day.At(8), Initial[2] with { PaymentDays = 60 })],
        _ => [],
    };
}

/// <param name="Currency">In which the supplier's invoices are.</param>
internal sealed record Supplier(string Code, string Name, string Country, int PaymentDays, string Rating, string Currency)
{
    /// <summary>What costs a euro costs so many of these, about.</summary>
    public int PriceLevel => Currency is "NOK" or "SEK" ? 11 : 1;

    public string?[] Fields(DateTime at) => [Instant(at), Code, Name, Country, Number(PaymentDays), Rating];
}

using System.Globalization;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Purchasing;

/// <summary>The lines of suppliers' invoices; each repeats the freight of its whole invoice.</summary>
internal static class PurchaseBook
{
    private static readonly string[] Header = ["invoice_id", "line_no", "invoiced_at", "supplier_code", "sku", "quantity", "amount", "freight", "currency_code"];

    public static DataFile File(SampleDay day) =>
        DataFile.Of("purchases", day, "csv", Write(Header, SupplierLog.All.SelectMany((s, i) => Ordinary(day, s, i)).Concat(Planted(day)).Select(l => l.Fields)));

    /// <summary>Every second supplier invoices on a day, two or three lines each.</summary>
    private static IEnumerable<Line> Ordinary(SampleDay day, Supplier supplier, int index) => (day.Number + index) % 2 != 0 ? [] : Enumerable.Range(1, 2 + (index % 2)).Select(line =>
    {
        var (product, quantity) = (1 + ((day.Number + (index * 5) + (line * 3)) % 12), 10 + (line * 5) + index);
        return new Line(Invoice((day.Number * 10) + index), line, day.At(9 + index), supplier, $"P-{Number(1000 + product)}", quantity, quantity * (3.15m + (product * 1.7m)) * supplier.PriceLevel, (18.5m + (index * 7.25m)) * supplier.PriceLevel);
    });

    private static IEnumerable<Line> Planted(SampleDay day)
    {
        var (norway, germany, america) = (SupplierLog.All[0], SupplierLog.All[2], SupplierLog.All[4]);
        Line Of(int invoice, int line, DateTime at, Supplier supplier, string sku, decimal amount, decimal freight) => new(Invoice(invoice), line, at, supplier, sku, 10, amount, freight);
        return day.Number switch
        {
            // Bought before it is in the list of products: it waits until day 2.
            1 => [Of(901, 1, day.At(15), SupplierLog.All[5], "P-1121", 21, 6), Of(901, 2, day.At(15), SupplierLog.All[5], "P-1001", 51, 6)],
            // Ten euros of freight over three lines alike.
            2 => [.. Enumerable.Range(1, 3).Select(n => Of(902, n, day.At(11), germany, $"P-{Number(1002 + n)}", 40, 10))],
            // Francs, of which the bank tells no rate.
            3 => [Of(903, 1, day.At(11), germany with { Currency = "CHF" }, "P-1007", 99, 12)],
            4 =>
            [
                Of(904, 1, day.At(10), SupplierLog.Unknown, "P-1008", 400, 30), Of(904, 2, day.At(10), SupplierLog.Unknown, "P-1009", 800, 30),
                // Weeks late, and too late.
                Of(905, 1, new(2024, 2, 13, 8, 0, 0), norway, "P-1010", 350, 250), Of(906, 1, new(2024, 1, 16, 8, 0, 0), norway, "P-1010", 360, 250),
                Of(907, 1, day.At(12), america, "P-1011", 440, 20), Of(907, 2, day.At(12), america, "P-1012", 560, 20),
            ],
            // One of its lines is corrected, and the freight is spread over both anew.
            5 => [Of(907, 2, new SampleDay(4).At(12), america, "P-1012", 660, 20)],
            _ => [],
        };
    }

    private static string Invoice(int number) => string.Create(CultureInfo.InvariantCulture, $"I-{number:000}");

    private sealed record Line(string Invoice, int Number, DateTime At, Supplier Supplier, string Sku, int Quantity, decimal Amount, decimal Freight)
    {
        public string?[] Fields => [Invoice, CsvText.Number(Number), Instant(At), Supplier.Code, Sku, CsvText.Number(Quantity), Money(Amount), Money(Freight), Supplier.Currency];
    }
}

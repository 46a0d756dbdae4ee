using Warehouse.SampleData.Customers;
using Warehouse.SampleData.Products;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Sales;

/// <summary>What customers bring back, a line each.</summary>
internal sealed class ReturnBook
{
    private const int InInitial = 60;
    private const int PerDay = 20;

    private static readonly string[] Header =
        ["return_id", "line_no", "order_id", "returned_at", "customer_id", "sku", "store_code", "quantity", "refund_amount"];

    private readonly List<(SampleDay File, DateTime At, string?[] Fields)> _rows = [];

    public static ReturnBook Create(OrderBook orders, ProductList products, CustomerLog customers, SplitMix64 random)
    {
        var book = new ReturnBook();
        book.Plant(orders);
        var number = 500_000;
        foreach (var day in SampleDay.All)
        {
            var active = customers.ActiveOn(day.Date, day).ToHashSet();
            var listed = products.OrdinaryOn(day.Date).ToHashSet(StringComparer.Ordinal);
            var candidates = orders.ToldBy(day)
                .Where(l => l.OrderedOn < day.Date && listed.Contains(l.Sku) && l.CustomerId is { } id && active.Contains(id));
            foreach (var line in random.Sample(candidates, day.Number == 1 ? InInitial : PerDay))
            {
                var at = day.At(10).AddSeconds(random.Below(9 * 3600));
                book.Add(day, at, $"R-{Number(++number)}", line, Money(line.NetAmount));
            }
        }

        return book;
    }

    public DataFile File(SampleDay day) =>
        DataFile.Of("return_lines", day, "csv", Write(Header, _rows.Where(r => r.File == day).OrderBy(r => r.At).Select(r => r.Fields)));

    /// <summary>A refund with a decimal comma; Ada's mug, brought back after her move, of which less is refunded a day later; a box that is no longer in the list.</summary>
    private void Plant(OrderBook orders)
    {
        var (day4, day5) = (new SampleDay(4), new SampleDay(5));
        Add(day4, day4.At(14), "R-900001", orders.Planted("O-900020"), "3,50");
        Add(day5, day5.At(15), "R-900002", orders.Planted("O-900002") with { StoreCode = "S04" }, "12.90");
        Add(new(6), day5.At(15), "R-900002", orders.Planted("O-900002") with { StoreCode = "S04" }, "10.00");
        Add(day5, day5.At(16), "R-900003", orders.Planted("O-900019"), "24.00");
    }

    /// <summary>The return of a whole order line, to the store that it came from.</summary>
    private void Add(SampleDay file, DateTime at, string id, OrderLine line, string refund) =>
        _rows.Add((file, at,
        [
            id, Number(1), line.OrderId, Instant(at), line.CustomerId is { } customer ? Number(customer) : null, line.Sku, line.StoreCode,
            Number(line.Quantity), refund,
        ]));
}

using Warehouse.SampleData.Customers;
using Warehouse.SampleData.Products;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Sales;

/// <summary>What the tills and the webshop report: a line when it is ordered, and again on the day it ships.</summary>
internal sealed class OrderBook
{
    private static readonly string[] Header =
    [
        "order_id", "line_no", "ordered_at", "shipped_on", "customer_id", "sku", "store_code", "promotion_code", "quantity", "unit_price",
        "net_amount",
    ];

    private readonly List<(SampleDay File, OrderLine Line, string?[] Fields)> _rows = [];
    private readonly List<(SampleDay File, OrderLine Line)> _lines = [];

    public static OrderBook Create(CustomerLog customers, ProductList products, SplitMix64 random)
    {
        var book = new OrderBook();
        new OrdinaryOrders(book, customers, products, random).Add();
        PlantedOrders.Plant(book, products);
        return book;
    }

    /// <summary>Lines of ordinary orders that the warehouse has been told of by a day, in the order of their telling.</summary>
    public IEnumerable<OrderLine> ToldBy(SampleDay day) => _lines.Where(l => l.File.Number <= day.Number).Select(l => l.Line);

    public OrderLine Planted(string orderId) => _rows.First(r => r.Line.OrderId == orderId).Line;

    public void AddOrdinary(SampleDay file, OrderLine line)
    {
        _lines.Add((file, line));
        Add(file, line);
    }

    public void Add(SampleDay file, OrderLine line)
    {
        var shippedLater = line.ShippedOn > file.Date;
        _rows.Add((file, line, Fields(shippedLater ? line with { ShippedOn = null } : line)));
        if (!shippedLater) return;
        foreach (var shipped in SampleDay.All.Where(d => d.Date == line.ShippedOn)) _rows.Add((shipped, line, Fields(line)));
    }

    /// <summary>A row as it must not be.</summary>
    public void Bad(SampleDay file, OrderLine line, Action<string?[]> spoil)
    {
        var fields = Fields(line);
        spoil(fields);
        _rows.Add((file, line, fields));
    }

    public DataFile File(SampleDay day) => DataFile.Of("order_lines", day, "csv", Write(Header, _rows
        .Where(r => r.File == day)
        .OrderBy(r => r.Line.OrderedAt).ThenBy(r => r.Line.OrderId, StringComparer.Ordinal).ThenBy(r => r.Line.LineNo)
        .Select(r => r.Fields)));

    private static string?[] Fields(OrderLine l) =>
    [
        l.OrderId, Number(l.LineNo), Instant(l.OrderedAt), l.ShippedOn is { } shipped ? Day(shipped) : null,
        l.CustomerId is { } id ? Number(id) : null, l.Sku, l.StoreCode, l.PromotionCode, Number(l.Quantity), Money(l.UnitPrice),
        Money(l.NetAmount),
    ];
}

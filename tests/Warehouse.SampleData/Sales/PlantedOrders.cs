using Warehouse.SampleData.Customers;
using Warehouse.SampleData.Products;
using Warehouse.SampleData.Stores;

namespace Warehouse.SampleData.Sales;

/// <summary>The orders of the sample's README: each one shows one thing.</summary>
internal static class PlantedOrders
{
    private const string Mug = "P-1001";
    private const string Boot = "P-1009";
    private const string Stove = "P-1011";

    public static void Plant(OrderBook book, ProductList products)
    {
        OrderLine Order(int number, DateTime at, int? customer, string sku, string store = "S01", int line = 1)
        {
            var price = products.PriceOn(sku, DateOnly.FromDateTime(at));
            return new($"O-9000{number:00}", line, at, DateOnly.FromDateTime(at), customer, sku, store, null, 1, price, price);
        }

        var days = SampleDay.All;
        PlantAda(book, days, Order);
        PlantLateAndEarly(book, days, Order);
        PlantBadRows(book, days, Order);
    }

    private delegate OrderLine Draft(int number, DateTime at, int? customer, string sku, string store = "S01", int line = 1);

    /// <summary>Ada moves to Sweden on day 3 at 09:30:00, the day on which her mug becomes dearer.</summary>
    private static void PlantAda(OrderBook book, IReadOnlyList<SampleDay> days, Draft order)
    {
        book.Add(days[1], order(2, days[1].At(10, 15), 1001, Mug, StoreFeed.Webshop) with { ShippedOn = days[2].Date });
        book.Add(days[2], order(4, days[2].At(9, 29, 59), 1001, Mug));
        book.Add(days[2], order(5, days[2].At(9, 30), 1001, Mug, "S04"));
        book.Add(days[2], order(6, days[2].At(12), 1001, Stove, "S04"));
        book.Add(days[3], order(7, days[1].At(14), 1001, Mug));
    }

    private static void PlantLateAndEarly(OrderBook book, IReadOnlyList<SampleDay> days, Draft order)
    {
        book.Add(days[0], order(19, new(2024, 2, 20, 12, 0, 0), 1003, "P-1004", "S07"));
        book.Add(days[0], order(20, new(2024, 2, 21, 12, 0, 0), 1002, "P-1010"));
        book.Add(days[0], order(1, days[0].At(11), 1007, Boot, "S06"));
        book.Add(days[3], order(8, days[3].At(16, 20), PlantedCustomers.Early, Mug, "S03"));
        book.Add(days[3], order(9, days[3].At(17), 1002, "P-1122", StoreFeed.Webshop) with { ShippedOn = days[4].Date });
        book.Add(days[3], order(11, days[1].At(19, 30), 1005, Boot, "S09"));
        book.Add(days[4], order(14, days[4].At(13), 1005, Boot, "S09"));
        book.Add(days[5], order(15, days[5].At(9), PlantedCustomers.Early, Stove, "S03"));
        book.Add(days[5], order(16, days[5].At(10), 1003, "P-1005", "S07"));
        book.Add(days[5], order(17, days[5].At(11), null, Mug, StoreFeed.Webshop) with { ShippedOn = null });
    }

    private static void PlantBadRows(OrderBook book, IReadOnlyList<SampleDay> days, Draft order)
    {
        book.Bad(days[1], order(3, days[1].At(11), 1002, Stove), fields => fields[8] = "two");
        book.Bad(days[2], order(18, days[2].At(15), 1002, Stove), fields => fields[0] = null);
        var disputed = order(10, days[3].At(18), 1002, Mug);
        book.Add(days[3], disputed);
        book.Add(days[3], disputed with { Quantity = 3, NetAmount = 3 * disputed.UnitPrice });
        book.Add(days[3], order(10, days[3].At(18), 1002, Boot, line: 2));
        book.Add(days[4], order(12, days[4].At(12), 1010, Boot, "S11"));
        book.Add(days[4], order(12, days[4].At(12), 1010, Boot, "S11"));
        book.Bad(days[4], order(13, days[4].At(20), 1010, Stove, "S11"), fields => fields[2] = "2024-03-05T25:61:00Z");
    }
}

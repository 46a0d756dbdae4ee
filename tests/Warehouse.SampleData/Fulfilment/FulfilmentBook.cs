using Warehouse.SampleData.Sales;
using Warehouse.SampleData.Staff;
using Warehouse.SampleData.Stores;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Fulfilment;

/// <summary>How far each order of the webshop has come, told on every day on which it has come further.</summary>
internal static class FulfilmentBook
{
    private static readonly string[] Header =
        ["order_id", "customer_id", "team_code", "is_gift", "channel", "ordered_at", "picked_at", "shipped_at", "delivered_at", "order_total", "told_at"];

    private static readonly string[] Channels = ["web", "app", "phone"];

    public static DataFile File(SampleDay day, OrderBook orders) => DataFile.Of("fulfilments", day, "csv", Write(Header, On(day, orders)));

    private static IEnumerable<string?[]> On(SampleDay day, OrderBook orders) => orders.ToldBy(day)
        .Where(l => l.StoreCode == StoreFeed.Webshop && l.OrderedOn >= SampleDay.All[0].Date)
        .GroupBy(l => l.OrderId, StringComparer.Ordinal)
        .Select(o => new Order([.. o]))
        .Where(o => o.ToldOn(day))
        .OrderBy(o => o.Id, StringComparer.Ordinal)
        .Select(o => o.Fields(day));

    /// <summary>An order's own number decides all that nobody plans: every seventh is a gift, and of every hundredth the picking is never told.</summary>
    private sealed class Order(OrderLine[] lines)
    {
        private int Number => int.Parse(Id[2..], System.Globalization.CultureInfo.InvariantCulture);

        public string Id => lines[0].OrderId;

        private DateTime OrderedAt => lines[0].OrderedAt;

        private DateTime PickedAt => OrderedAt.AddHours(3 + (Number % 5));

        private DateTime? ShippedAt => lines[0].ShippedOn?.ToDateTime(new TimeOnly(7, 30));

        private DateTime? DeliveredAt => ShippedAt?.AddHours(26 + (Number % 9));

        public bool ToldOn(SampleDay day) =>
            new[] { OrderedAt, PickedAt, ShippedAt, DeliveredAt }.Any(at => at is { } t && DateOnly.FromDateTime(t) == day.Date);

        public string?[] Fields(SampleDay day)
        {
            string? Told(DateTime? at) => at is { } t && DateOnly.FromDateTime(t) <= day.Date ? Instant(t) : null;
            return
            [
                Id, lines[0].CustomerId is { } customer ? CsvText.Number(customer) : null, Number % 4 == 0 ? TeamList.Of(StoreFeed.Webshop) : null,
                Number % 7 == 0 ? "true" : "false", Number % 11 == 0 ? null : Channels[Number % 3],
                Instant(OrderedAt), Number % 100 == 0 ? null : Told(PickedAt), Told(ShippedAt), Told(DeliveredAt),
                Money(lines.Sum(l => l.NetAmount)), Instant(day.At(23)),
            ];
        }
    }
}

using System.Globalization;
using Warehouse.SampleData.Customers;
using Warehouse.SampleData.Products;
using Warehouse.SampleData.Promotions;
using Warehouse.SampleData.Stores;

namespace Warehouse.SampleData.Sales;

/// <summary>The everyday trade: two weeks of it in the initial load, then a day a day; from day 3 on, 1 % is reported late.</summary>
internal sealed class OrdinaryOrders(OrderBook book, CustomerLog customers, ProductList products, SplitMix64 random)
{
    private const int InitialOrders = 1000;
    private const int OrdersPerDay = 240;
    private const int DaysInInitial = 15;

    public void Add()
    {
        var number = 100_000;
        for (var i = 0; i < InitialOrders; i++)
            AddOrder(new(1), SampleDay.All[0].Date.AddDays(-random.Below(DaysInInitial)), ++number);
        foreach (var day in SampleDay.Later)
        {
            for (var i = 0; i < OrdersPerDay; i++)
            {
                var late = day.Number >= 3 && random.Percent(1);
                AddOrder(day, late ? day.Date.AddDays(-random.Between(1, 2)) : day.Date, ++number);
            }
        }
    }

    private void AddOrder(SampleDay file, DateOnly date, int number)
    {
        var online = random.Percent(25);
        var store = online ? StoreFeed.Webshop : random.Pick(StoreFeed.Codes.Where(c => c != StoreFeed.Webshop).ToList());
        int? customer = !online && random.Percent(8) ? null : AnyCustomer(date, file);
        var orderedAt = date.ToDateTime(new TimeOnly(8, 0).Add(TimeSpan.FromSeconds(random.Below(14 * 3600))));
        DateOnly? shippedOn = !online ? date : random.Percent(5) ? null : date.AddDays(random.Between(1, 2));
        var (promotion, percent) = random.Percent(20) ? random.Pick(PromotionList.RunningOn(date)) : (null, 0m);
        var line = 0;
        foreach (var sku in random.Sample(products.OrdinaryOn(date), random.Between(1, 3)))
        {
            var (quantity, price) = (random.Percent(70) ? 1 : random.Between(2, 5), products.PriceOn(sku, date));
            book.AddOrdinary(file, new(
                string.Create(CultureInfo.InvariantCulture, $"O-{number}"), ++line, orderedAt, shippedOn, customer, sku, store, promotion,
                quantity, price, OrderLine.Net(quantity, price, percent)));
        }
    }

    private int AnyCustomer(DateOnly date, SampleDay file) =>
        random.Pick([.. customers.ActiveOn(date, file).Where(id => id > PlantedCustomers.Last && id != PlantedCustomers.Early)]);
}

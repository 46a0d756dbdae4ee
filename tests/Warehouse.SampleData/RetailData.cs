using Warehouse.SampleData.Customers;
using Warehouse.SampleData.Fulfilment;
using Warehouse.SampleData.Products;
using Warehouse.SampleData.Promotions;
using Warehouse.SampleData.Purchasing;
using Warehouse.SampleData.Sales;
using Warehouse.SampleData.Staff;
using Warehouse.SampleData.Stock;
using Warehouse.SampleData.Stores;

namespace Warehouse.SampleData;

/// <summary>The data of <c>models/retail</c>: the same bytes at every call, on every machine.</summary>
public static class RetailData
{
    /// <summary>Every file of the sample, by day.</summary>
    public static IReadOnlyList<DataFile> Generate()
    {
        var customers = new CustomerLog();
        PlantedCustomers.Plant(customers);
        OrdinaryCustomers.Add(customers, new(0xC0575));
        var products = ProductList.Create(new(0x960D));
        var orders = OrderBook.Create(customers, products, new(0x04DE4));
        var returns = ReturnBook.Create(orders, products, customers, new(0x4E7));
        return
        [
            .. SampleDay.All.SelectMany(day => new[]
            {
                customers.File(day), products.File(day), StoreFeed.File(day), PromotionList.File(day), orders.File(day), returns.File(day),
                StaffList.File(day), TeamList.File(day), StockCount.File(day), FulfilmentBook.File(day, orders), CoverageList.File(day),
                SupplierLog.File(day), RateList.File(day), PurchaseBook.File(day), FootfallCount.File(day),
            }),
        ];
    }
}

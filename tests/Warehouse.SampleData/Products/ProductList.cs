using static Warehouse.SampleData.CsvText;
using ListOfDay = System.Collections.Immutable.ImmutableSortedDictionary<string, Warehouse.SampleData.Products.Product>;

namespace Warehouse.SampleData.Products;

/// <summary>The ERP's full product list, as it stands on each day.</summary>
internal sealed class ProductList
{
    private static readonly string[] Header =
        ["sku", "name", "brand", "department", "category", "list_price", "unit_cost", "launch_price", "launched_on"];

    private readonly Dictionary<SampleDay, ListOfDay> _lists = [];

    private ProductList()
    {
    }

    public static ProductList Create(SplitMix64 random)
    {
        var lists = new ProductList();
        var today = OrdinaryProducts.Initial(random).AddRange(PlantedProducts.Initial.Select(p => KeyValuePair.Create(p.Sku, p)));
        lists._lists.Add(SampleDay.All[0], today);
        foreach (var day in SampleDay.Later)
        {
            today = PlantedProducts.Next(OrdinaryProducts.Next(today, random, day), day);
            lists._lists.Add(day, today);
        }

        return lists;
    }

    /// <summary>The price that holds on a date; a product that is not listed yet sells at the price of its first list.</summary>
    public decimal PriceOn(string sku, DateOnly date)
    {
        var described = SampleDay.Describing(date);
        var day = SampleDay.All.First(d => d.Number >= described.Number && _lists[d].ContainsKey(sku));
        return _lists[day][sku].ListPrice;
    }

    /// <summary>What the crowd buys on a date: all that is listed and not planted.</summary>
    public IReadOnlyList<string> OrdinaryOn(DateOnly date) =>
        [.. _lists[SampleDay.Describing(date)].Keys.Where(sku => !PlantedProducts.IsPlanted(sku))];

    public DataFile File(SampleDay day)
    {
        var rows = _lists[day].Values.Select(p => PlantedProducts.Spoil(Fields(p), day)).Concat(PlantedProducts.BadRows(day));
        return DataFile.Of("products", day, "csv", Write(Header, rows));
    }

    private static string?[] Fields(Product p) =>
    [
        p.Sku, p.Name, p.Brand, p.Department, p.Category, Money(p.ListPrice), p.UnitCost is { } cost ? Money(cost) : null,
        Money(p.LaunchPrice), Day(p.LaunchedOn),
    ];
}

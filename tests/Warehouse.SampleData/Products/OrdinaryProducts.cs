using System.Collections.Immutable;
using ListOfDay = System.Collections.Immutable.ImmutableSortedDictionary<string, Warehouse.SampleData.Products.Product>;

namespace Warehouse.SampleData.Products;

/// <summary>The assortment around the planted products: three prices a day change at random.</summary>
internal static class OrdinaryProducts
{
    private const int First = PlantedProducts.LastInitialNumber + 1;
    private const int Last = 1120;

    public static ListOfDay Initial(SplitMix64 random) =>
        Enumerable.Range(First, Last - First + 1)
            .Select(number => Any(random, number))
            .ToImmutableSortedDictionary(p => p.Sku, p => p, StringComparer.Ordinal);

    public static ListOfDay Next(ListOfDay list, SplitMix64 random, SampleDay day)
    {
        var ordinary = list.Values.Where(p => !PlantedProducts.IsPlanted(p.Sku));
        foreach (var product in random.Sample(ordinary, 3))
            list = list.SetItem(product.Sku, product with { ListPrice = Reprice(random, product) });
        return day.Number == 6 ? list.Add("P-1123", Any(random, 1123) with { LaunchedOn = day.Date }) : list;
    }

    private static Product Any(SplitMix64 random, int number)
    {
        var (department, category, noun, from, to) = Assortment.Categories[number % Assortment.Categories.Length];
        var series = Assortment.Series[number / Assortment.Categories.Length % Assortment.Series.Length];
        var price = random.Between(from, to) + 0.90m;
        var cost = Math.Round(price * random.Between(45, 65) / 100, 2, MidpointRounding.AwayFromZero);
        var launch = random.Percent(60) ? price : price + random.Between(1, 9);
        var brand = random.Pick(Assortment.Brands);
        var launchedOn = new DateOnly(2020, 1, 1).AddDays(random.Below(1500));
        return new($"P-{number}", $"{series} {noun}", brand, department, category, price, cost, launch, launchedOn);
    }

    private static decimal Reprice(SplitMix64 random, Product product)
    {
        var change = Math.Max(1, Math.Floor(product.ListPrice * random.Between(3, 12) / 100));
        return random.Percent(65) ? product.ListPrice + change : product.ListPrice - change;
    }
}

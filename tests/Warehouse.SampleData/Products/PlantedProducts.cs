using System.Collections.Immutable;
using static Warehouse.SampleData.CsvText;
using ListOfDay = System.Collections.Immutable.ImmutableSortedDictionary<string, Warehouse.SampleData.Products.Product>;

namespace Warehouse.SampleData.Products;

/// <summary>The products of the sample's README: each one shows one thing.</summary>
internal static class PlantedProducts
{
    public const int LastInitialNumber = 1012;

    public static readonly ImmutableArray<Product> Initial =
    [
        new("P-1001", "Trail Mug 350 ml", "Polarhus", "Home", "Mugs", 12.90m, 5.10m, 11.90m, new(2021, 4, 1)),
        new("P-1002", "Rain Jacket", "Kåta", "Clothing", "Jackets", 189.00m, 92.00m, 199.00m, new(2022, 9, 1)),
        new("P-1003", "Folding Grill", "Birk", "Outdoor", "Camping", 64.50m, 31.20m, 64.50m, new(2023, 5, 2)),
        new("P-1004", "Canvas Box", "Polarhus", "Home", "Storage", 24.00m, 11.00m, 29.00m, new(2019, 10, 14)),
        new("P-1005", "Storm Lantern", "Ströms & Co", "Outdoor", "Lights", 45.00m, 20.50m, 45.00m, new(2020, 11, 20)),
        new("P-1006", "Wool Blanket", "Mont-Réal", "Home", "Textiles", 79.00m, 38.00m, 85.00m, new(2018, 8, 8)),
        new("P-1007", "Bike Pump", "Vega, Inc.", "Cycling", "Tools", 22.50m, 9.90m, 19.90m, new(2021, 3, 3)),
        new("P-1008", "Climbing Helmet", "Vega, Inc.", "Cycling", "Helmets", 74.90m, 40.00m, 79.90m, new(2022, 2, 2)),
        new("P-1009", "Hiking Boot", "Kåta", "Clothing", "Footwear", 159.00m, 80.00m, 149.00m, new(2020, 2, 20)),
        new("P-1010", "Gift Card Sleeve", "Polarhus", "Home", "Storage", 3.50m, null, 3.50m, new(2023, 11, 1)),
        new("P-1011", "Gas Stove", "Birk", "Outdoor", "Cooking", 89.00m, 44.00m, 89.00m, new(2021, 6, 15)),
        new("P-1012", "Tent \"Fjäll\", 2 persons", "Ströms & Co", "Outdoor", "Camping", 399.00m, 210.00m, 429.00m, new(2022, 4, 22)),
    ];

    private static readonly Product NewOnDay2 =
        new("P-1121", "Cork Coaster", "Polarhus", "Home", "Mugs", 6.90m, 2.10m, 6.90m, new(2024, 3, 2));

    private static readonly Product OrderedBeforeListed =
        new("P-1122", "Dry Bag 20 l", "Birk", "Outdoor", "Camping", 34.90m, 15.00m, 34.90m, new(2024, 3, 5));

    public static bool IsPlanted(string sku) => Initial.Any(p => p.Sku == sku) || sku == NewOnDay2.Sku || sku == OrderedBeforeListed.Sku;

    public static ListOfDay Next(ListOfDay list, SampleDay day) => day.Number switch
    {
        2 => list.Add(NewOnDay2.Sku, NewOnDay2)
            .With("P-1002", p => p with { ListPrice = 199.00m })
            .With("P-1003", p => p with { Category = "Cooking" })
            .With("P-1011", p => p with { ListPrice = 69.00m }),
        3 => list.RemoveRange(["P-1004", "P-1005", "P-1006"]).With("P-1001", p => p with { ListPrice = 14.90m }),
        4 => list.With("P-1002", p => p with { Name = "Rain Jacket “Bergen”" }),
        5 => list.Add("P-1005", Initial[4]).Add(OrderedBeforeListed.Sku, OrderedBeforeListed)
            .With("P-1007", p => p with { LaunchPrice = 22.50m })
            .With("P-1008", p => p with { ListPrice = 69.90m })
            .With("P-1011", p => p with { ListPrice = 89.00m }),
        6 => list.With("P-1009", p => p with { UnitCost = 88.00m }),
        _ => list,
    };

    /// <summary>On day 4 the price of P-1008 is no number.</summary>
    public static string?[] Spoil(string?[] fields, SampleDay day)
    {
        if (day.Number == 4 && fields[0] == "P-1008") fields[5] = "n/a";
        return fields;
    }

    /// <summary>On day 6 a row has no key.</summary>
    public static IEnumerable<string?[]> BadRows(SampleDay day)
    {
        if (day.Number == 6)
            yield return [null, "Unnumbered Sample", "Birk", "Outdoor", "Cooking", Money(1), null, Money(1), Day(day.Date)];
    }

    private static ListOfDay With(this ListOfDay list, string sku, Func<Product, Product> change) =>
        list.SetItem(sku, change(list[sku]));
}

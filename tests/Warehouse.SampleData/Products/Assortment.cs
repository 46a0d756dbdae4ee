namespace Warehouse.SampleData.Products;

/// <summary>The words that products are made of.</summary>
internal static class Assortment
{
    public static readonly (string Department, string Category, string Noun, int FromPrice, int ToPrice)[] Categories =
    [
        ("Outdoor", "Camping", "Tent", 149, 499), ("Outdoor", "Cooking", "Stove", 39, 129), ("Outdoor", "Lights", "Headlamp", 19, 89),
        ("Clothing", "Jackets", "Parka", 99, 349), ("Clothing", "Base layers", "Merino Shirt", 29, 89),
        ("Clothing", "Footwear", "Boot", 89, 259),
        ("Home", "Mugs", "Mug", 8, 24), ("Home", "Textiles", "Blanket", 24, 119), ("Home", "Storage", "Box", 9, 49),
        ("Cycling", "Helmets", "Helmet", 39, 199), ("Cycling", "Tools", "Multitool", 12, 69), ("Cycling", "Bags", "Pannier", 29, 149),
    ];

    public static readonly string[] Series =
        ["Fjord", "Nordlys", "Åre", "Tundra", "Skog", "Brenta", "Tatra", "Mistral", "Karst", "Alpe d'Huez"];

    public static readonly string[] Brands = ["Polarhus", "Ströms & Co", "Kåta", "Mont-Réal", "Vega, Inc.", "Birk"];
}

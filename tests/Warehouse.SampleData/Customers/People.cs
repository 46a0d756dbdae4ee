namespace Warehouse.SampleData.Customers;

/// <summary>The words that customers are made of.</summary>
internal static class People
{
    public static readonly string[] Given =
    [
        "Åse", "Anna", "Bjørn", "Camille", "Dagný", "Elif", "Emma", "Éric", "François", "Freya", "Giulia",
        "Håkon", "Ingrid", "Jürgen", "Katarzyna",
        "Lars", "Léa", "Lukas", "Märta", "Mikko", "Niamh", "Noah", "Oskar", "Päivi", "Pedro",
        "Saoirse", "Sofía", "Thérèse", "Ulla", "Yusuf",
    ];

    public static readonly string[] Family =
    [
        "Andersson", "Berg", "Bouchard", "Çelik", "Dahl", "Doyle", "Eriksen", "Fernández", "Fischer", "García", "Großmann",
        "Hansen", "Järvinen", "Jensen",
        "Kowalczyk", "Lefèvre", "Lindqvist", "Møller", "Moreau", "Murphy", "Nowak", "Nyström", "O'Brien", "Öberg", "Rossi", "Schäfer",
        "Sørensen", "Virtanen",
        "Weiß", "Żak",
    ];

    public static readonly string[] Segments = ["consumer", "smb", "enterprise"];

    public static readonly (string Country, string City)[] Places =
    [
        ("NO", "Oslo"), ("NO", "Bergen"), ("NO", "Tromsø"), ("SE", "Stockholm"), ("SE", "Göteborg"), ("SE", "Malmö"),
        ("DK", "København"), ("DK", "Århus"),
        ("FI", "Helsinki"), ("FI", "Jyväskylä"), ("DE", "Berlin"), ("DE", "München"), ("DE", "Köln"), ("FR", "Paris"),
        ("FR", "Orléans"), ("IE", "Dublin"),
        ("IE", "Dún Laoghaire"), ("GB", "Glasgow"), ("PL", "Łódź"), ("ES", "A Coruña"),
    ];
}

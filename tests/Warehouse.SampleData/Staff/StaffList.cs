using System.Globalization;
using Warehouse.SampleData.Stores;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Staff;

/// <summary>The list of the retailer's own people, whole, every day: a tree of four levels.</summary>
internal static class StaffList
{
    private const string Head = "E001";

    private static readonly string[] Header = ["employee_id", "full_name", "title", "store_code", "manager_id"];

    private static readonly string[] Sellers =
    [
        "Nora Haug", "Emil Sand", "Sara Vik", "Jonas Lie", "Elin Sjöberg", "Nils Åkesson", "Maja Holm", "Axel Lund", "Ida Krogh", "Mads Juhl", "Aino Laine", "Eero Salo",
        "Lena Vogt", "Tim Brandt", "Anna Huber", "Max Lang", "Léa Girard", "Hugo Petit", "Inès Faure", "Jules Roux", "Aoife Kelly", "Conor Walsh", "Deniz Kaya", "Robin Falk",
    ];

    private static readonly Employee[] Initial =
    [
        new(Head, "Astrid Lindqvist", "Managing director", null, null),
        new("E010", "Henrik Solberg", "Regional head", null, Head),
        new("E011", "Greta Hoffmann", "Regional head", null, Head),
        new("E012", "Marc Delacroix", "Regional head", null, Head),
        new("E013", "Yara Nasser", "Head of online", null, Head),
        .. StoreFeed.Managers.Select((m, i) => new Employee(Numbered(100 + i), m.Manager, "Store manager", m.Code, HeadOf(m.Region))),
        .. Sellers.Select((name, i) => new Employee(Numbered(200 + i), name, "Seller", StoreFeed.Codes[i / 2], Numbered(100 + (i / 2)))),
    ];

    /// <summary>Who may sell in a store: two people, of whom the first is paid for six tenths of what they sell together.</summary>
    public static IReadOnlyList<string> SellersOf(string storeCode)
    {
        var store = StoreFeed.Codes.ToList().IndexOf(storeCode);
        return [Numbered(200 + (2 * store)), Numbered(201 + (2 * store))];
    }

    public static DataFile File(SampleDay day) =>
        DataFile.Of("staff", day, "csv", Write(Header, On(day).Select(e => new[] { e.Id, e.FullName, e.Title, e.StoreCode, e.ManagerId })));

    /// <summary>Day 3: E104's store joins another region, and she its head. Day 4: E206 leaves. Day 5: E300 comes, and E210 becomes deputy.</summary>
    private static IEnumerable<Employee> On(SampleDay day) => Initial
        .Where(e => e.Id != "E206" || day.Number < 4)
        .Select(e => e.Id == "E104" && day.Number >= 3 ? e with { ManagerId = "E011" } : e)
        .Select(e => e.Id == "E210" && day.Number >= 5 ? e with { Title = "Deputy store manager" } : e)
        .Concat(day.Number >= 5 ? [new("E300", "Leo Wikström", "Seller", "S03", "E102")] : []);

    private static string HeadOf(string region) => region switch
    {
        "Nordics" => "E010",
        "Central" => "E011",
        "West" => "E012",
        _ => "E013",
    };

    private static string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"E{number:000}");
}

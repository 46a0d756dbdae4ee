using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Warehouse.SampleData.Stores;

/// <summary>The stores that the ERP says have changed since the day before, and some that have not: one JSON object a line.</summary>
internal static class StoreFeed
{
    public const string Webshop = "S12";

    private static readonly Store[] Initial =
    [
        new("S01", "Oslo City", "Nordics", "NO", "Oslo", new(2012, 3, 1), 640, "Ingrid Dahl", new(2023, 6, 1, 8, 0, 0)),
        new("S02", "Bergen Brygen", "Nordics", "NO", "Bergen", new(2014, 9, 15), 410, "Håkon Berg", new(2023, 6, 1, 8, 0, 0)),
        new("S03", "Stockholm Södermalm", "Nordics", "SE", "Stockholm", new(2013, 5, 4), 720, "Märta Öberg", new(2023, 8, 20, 9, 0, 0)),
        new("S04", "Göteborg Nordstan", "Nordics", "SE", "Göteborg", new(2016, 2, 11), 530, "Oskar Nyström", new(2023, 8, 20, 9, 0, 0)),
        new("S05", "København Strøget", "Nordics", "DK", "København", new(2015, 10, 30), 580, "Freya Møller", new(2023, 9, 2, 7, 30, 0)),
        new("S06", "Helsinki Kamppi", "Nordics", "FI", "Helsinki", new(2017, 4, 21), 450, "Päivi Virtanen", new(2023, 9, 2, 7, 30, 0)),
        new("S07", "Berlin Mitte", "Central", "DE", "Berlin", new(2018, 6, 8), 690, "Jürgen Schäfer", new(2023, 11, 15, 10, 0, 0)),
        new("S08", "München Marienplatz", "Central", "DE", "München", new(2019, 3, 29), 600, "Lukas Weiß", new(2023, 11, 15, 10, 0, 0)),
        new("S09", "Paris Marais", "West", "FR", "Paris", new(2018, 11, 2), 380, "Camille Moreau", new(2024, 1, 9, 8, 15, 0)),
        new("S10", "Lyon Presqu'île", "West", "FR", "Lyon", new(2020, 9, 18), 340, "Thérèse Lefèvre", new(2024, 1, 9, 8, 15, 0)),
        new("S11", "Dublin Grafton Street", "West", "IE", "Dublin", new(2021, 5, 28), 420, "Saoirse Doyle", new(2024, 1, 9, 8, 15, 0)),
        new(Webshop, "Webshop", "Online", "NO", "Oslo", new(2016, 1, 4), null, "Yusuf Çelik", new(2024, 2, 1, 12, 0, 0)),
    ];

    public static IReadOnlyList<string> Codes { get; } = [.. Initial.Select(s => s.Code)];

    /// <summary>Who manages each store at first.</summary>
    public static IReadOnlyList<(string Code, string Manager, string Region)> Managers { get; } = [.. Initial.Select(s => (s.Code, s.Manager, s.Region))];

    private static Store RenamedOnDay2 => Initial[1] with { Name = "Bergen Bryggen", UpdatedAt = new SampleDay(2).At(6) };

    public static DataFile File(SampleDay day) => DataFile.Of("stores", day, "ndjson", string.Concat(On(day).Select(Line)));

    private static Store[] On(SampleDay day) => day.Number switch
    {
        1 => Initial,
        2 => [RenamedOnDay2, Initial[8]],
        3 => [RenamedOnDay2, Initial[4] with { Region = "Central", UpdatedAt = day.At(6) }],
        4 => [Initial[2] with { Manager = "Lars Eriksen", UpdatedAt = day.At(7) }, Initial[9]],
        5 =>
        [
            Initial[6] with { Manager = "Emma Fischer", UpdatedAt = day.At(8) },
            Initial[6] with { Manager = "Elif Großmann", UpdatedAt = day.At(15) },
        ],
        _ => [Initial[3] with { Region = "Central" }, Initial[10]],
    };

    private static string Line(Store store)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("store_code", store.Code);
            json.WriteString("name", store.Name);
            json.WriteString("region", store.Region);
            json.WriteString("country", store.Country);
            json.WriteString("city", store.City);
            json.WriteString("opened_on", CsvText.Day(store.OpenedOn));
            if (store.FloorArea is { } area) json.WriteNumber("floor_area", area);
            else json.WriteNull("floor_area");
            json.WriteString("manager", store.Manager);
            json.WriteString("updated_at", CsvText.Instant(store.UpdatedAt));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}

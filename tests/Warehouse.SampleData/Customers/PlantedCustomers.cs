namespace Warehouse.SampleData.Customers;

/// <summary>The customers of the sample's README: each one shows one thing.</summary>
internal static class PlantedCustomers
{
    public const int Last = 1020;

    /// <summary>Orders on day 4, and is first heard of on day 5.</summary>
    public const int Early = 1401;

    private static readonly Customer FirstHeardOfOnDay5 =
        new(Early, "王小明 Wang Xiaoming", "xiaoming@example.com", "smb", "SE", "Malmö", new(2024, 3, 4), true);

    private static readonly (Customer Customer, DateTime Since)[] Initial =
    [
        (new(1001, "Ada Lindgren", "ada.lindgren@example.com", "consumer", "NO", "Oslo", new(2021, 5, 17), true),
            new(2021, 5, 17, 9, 0, 0)),
        (new(1002, "José Álvarez-Peña", "jose.alvares@example.com", "consumer", "ES", "A Coruña", new(2020, 2, 29), false),
            new(2020, 2, 29, 18, 30, 0)),
        (new(1003, "Zoë \"Zee\" Müller", "zee@example.com", "consumer", "DE", "Köln", new(2022, 11, 3), true),
            new(2022, 11, 3, 7, 45, 0)),
        (new(1004, "Søren Kjærgaard", "soren@example.com", "smb", "DK", "Århus", new(2019, 8, 12), false),
            new(2019, 8, 12, 12, 0, 0)),
        (new(1005, "Chloë Dubois-Lefèvre", "chloe@example.com", "consumer", "FR", "Orléans", new(2023, 1, 8), true),
            new(2023, 1, 8, 10, 10, 0)),
        (new(1006, "Łukasz Wiśniewski", "lukasz@example.com", "enterprise", "PL", "Łódź", new(2020, 6, 1), false),
            new(2020, 6, 1, 8, 0, 0)),
        (new(1008, "Björk Guðmundsdóttir", "bjork@example.com", "consumer", "DK", "København", new(2023, 9, 30), true),
            new(2023, 9, 30, 14, 0, 0)),
        (new(1009, "Nguyễn Thị Hoa", "hoa@example.com", "consumer", "DE", "Berlin", new(2022, 4, 4), true),
            new(2022, 4, 4, 16, 20, 0)),
        (new(1010, "O'Neill, Siobhán", "siobhan@example.com", "smb", "IE", "Dublin", new(2021, 12, 24), false),
            new(2021, 12, 24, 11, 0, 0)),
        (new(1011, "Tove Öst", "tove@example.com", "consumer", "SE", "Stockholm", new(2018, 3, 15), true),
            new(2018, 3, 15, 9, 30, 0)),
        (new(1012, "Marek Dvořák", "marek@example.com", "smb", "PL", "Łódź", new(2023, 7, 7), false),
            new(2023, 7, 7, 13, 0, 0)),
    ];

    public static void Plant(CustomerLog log)
    {
        foreach (var (customer, since) in Initial) log.Add(new(1), since, customer);
        PlantConflict(log);
        PlantOverwrites(log);
        PlantVersions(log);
        PlantDeletes(log);
        PlantBadRows(log);
        log.Add(new(5), new SampleDay(5).At(8), FirstHeardOfOnDay5);
    }

    /// <summary>Two rows of 1007 at one instant disagree: neither is believed until the CRM says which on day 2.</summary>
    private static void PlantConflict(CustomerLog log)
    {
        var aino = new Customer(1007, "Aino Mäkinen", "aino@example.com", "consumer", "FI", "Helsinki", new(2024, 2, 27), true);
        var signedUp = new DateTime(2024, 2, 27, 15, 0, 0);
        log.Append(new(1), signedUp, "I", aino);
        log.Append(new(1), signedUp, "I", aino with { Country = "SE", City = "Stockholm" });
        log.Add(new(2), new SampleDay(2).At(7), aino);
    }

    private static void PlantOverwrites(CustomerLog log)
    {
        var jose = log[1002] with { Email = "jose.alvarez@example.com" };
        log.Change(new(2), new SampleDay(2).At(9), jose);
        log.Append(new(2), new SampleDay(2).At(9), "U", jose);
        log.Change(new(3), new SampleDay(3).At(11), log[1008]);
        log.Append(new(4), new SampleDay(4).At(10), "U", log[1011] with { SignedUpOn = new(2019, 1, 1) });
    }

    private static void PlantVersions(CustomerLog log)
    {
        log.Change(new(2), new SampleDay(2).At(6, 15), log[1004] with { Segment = "enterprise" });
        log.Change(new(2), new SampleDay(2).At(13), log[1010] with { Country = "GB", City = "Glasgow" });
        log.Change(new(3), new SampleDay(3).At(9, 30), log[1001] with { Country = "SE", City = "Göteborg" });
        log.Change(new(4), new SampleDay(4).At(8, 45), log[1003] with { Segment = "smb" });
        log.Change(new(5), new SampleDay(5).At(6, 15), log[1004] with { Country = "DE", City = "Berlin" });
        log.Change(new(5), new SampleDay(5).At(13), log[1010] with { Country = "IE", City = "Dublin" });
        log.Change(new(5), new SampleDay(5).At(8), log[1009] with { City = "Köln" });
        log.Change(new(5), new SampleDay(5).At(18), log[1009] with { City = "München" });
    }

    private static void PlantDeletes(CustomerLog log)
    {
        log.Delete(new(3), new SampleDay(3).At(10), 1005);
        log.Return(new(5), new SampleDay(5).At(9), log[1005]);
        log.Delete(new(4), new SampleDay(4).At(17, 30), 1006);
    }

    private static void PlantBadRows(CustomerLog log)
    {
        var nobody = new Customer(0, "No Number", "nobody@example.com", "consumer", "NO", "Oslo", new(2024, 2, 28), false);
        log.Bad(new(1), new(2024, 2, 28, 12, 0, 0), nobody, fields => fields[2] = null);
        log.Bad(new(4), new SampleDay(4).At(12), log[1012], fields => fields[9] = "maybe");
        log.Change(new(5), new SampleDay(5).At(12), log[1012] with { AcceptsMarketing = true });
        log.Bad(new(6), new SampleDay(6).At(12), log[1011] with { City = "Malmö" }, fields => fields[0] = "yesterday");
    }
}

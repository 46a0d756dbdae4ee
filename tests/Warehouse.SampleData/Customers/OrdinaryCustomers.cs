namespace Warehouse.SampleData.Customers;

/// <summary>The crowd around the planted customers: they come, move, change segment, mend an e-mail, and leave, at random.</summary>
internal static class OrdinaryCustomers
{
    private const int LastInitial = 1400;
    private const int FirstWithPast = 1041;
    private const int LastWithPast = 1060;

    public static void Add(CustomerLog log, SplitMix64 random)
    {
        for (var id = PlantedCustomers.Last + 1; id <= LastInitial; id++) AddInitial(log, random, id);
        var ids = Enumerable.Range(PlantedCustomers.Last + 1, LastInitial - PlantedCustomers.Last).ToList();
        var next = LastInitial + 2;
        foreach (var day in SampleDay.Later)
        {
            var chosen = new Queue<int>(random.Sample(ids, 32));
            for (var i = 0; i < 12; i++) Move(log, random, day, chosen.Dequeue());
            for (var i = 0; i < 8; i++) ChangeSegment(log, random, day, chosen.Dequeue());
            for (var i = 0; i < 6; i++) MendEmail(log, random, day, chosen.Dequeue());
            for (var i = 0; i < 4; i++) SayAgain(log, random, day, chosen.Dequeue());
            for (var i = 0; i < 2; i++) Leave(log, random, day, chosen.Dequeue(), ids);
            for (var i = 0; i < 5; i++) ids.Add(AddNew(log, random, day, next++));
        }
    }

    private static void AddInitial(CustomerLog log, SplitMix64 random, int id)
    {
        var signedUp = new DateOnly(2019, 1, 1).AddDays(random.Below(1800));
        var customer = Anyone(random, id, signedUp);
        log.Add(new(1), signedUp.ToDateTime(AnyTime(random)), customer);
        if (id is < FirstWithPast or > LastWithPast) return;
        var moved = new DateOnly(2024, 3, 1).AddDays(-random.Between(1, 30)).ToDateTime(AnyTime(random));
        log.Change(new(1), moved, Elsewhere(random, customer));
    }

    private static int AddNew(CustomerLog log, SplitMix64 random, SampleDay day, int id)
    {
        log.Add(day, day.Date.ToDateTime(AnyTime(random)), Anyone(random, id, day.Date));
        return id;
    }

    private static void Move(CustomerLog log, SplitMix64 random, SampleDay day, int id) =>
        log.Change(day, day.Date.ToDateTime(AnyTime(random)), Elsewhere(random, log[id]));

    private static void ChangeSegment(CustomerLog log, SplitMix64 random, SampleDay day, int id)
    {
        var at = day.Date.ToDateTime(AnyTime(random));
        log.Change(day, at, log[id] with { Segment = random.PickOther(People.Segments, log[id].Segment) });
    }

    private static void MendEmail(CustomerLog log, SplitMix64 random, SampleDay day, int id) =>
        log.Change(day, day.Date.ToDateTime(AnyTime(random)), log[id] with { Email = $"c{id}.since{day.Number}@example.org" });

    private static void SayAgain(CustomerLog log, SplitMix64 random, SampleDay day, int id) =>
        log.Change(day, day.Date.ToDateTime(AnyTime(random)), log[id]);

    private static void Leave(CustomerLog log, SplitMix64 random, SampleDay day, int id, List<int> ids)
    {
        log.Delete(day, day.Date.ToDateTime(AnyTime(random)), id);
        ids.Remove(id);
    }

    private static Customer Anyone(SplitMix64 random, int id, DateOnly signedUp)
    {
        var (country, city) = random.Pick(People.Places);
        var name = $"{random.Pick(People.Given)} {random.Pick(People.Family)}";
        var email = random.Percent(5) ? null : $"c{id}@example.com";
        var segment = random.Percent(70) ? "consumer" : random.Percent(70) ? "smb" : "enterprise";
        return new(id, name, email, segment, country, city, signedUp, random.Percent(60));
    }

    private static Customer Elsewhere(SplitMix64 random, Customer customer)
    {
        var (country, city) = random.PickOther(People.Places, (customer.Country, customer.City));
        return customer with { Country = country, City = city };
    }

    private static TimeOnly AnyTime(SplitMix64 random) => new TimeOnly(6, 0).Add(TimeSpan.FromSeconds(random.Below(14 * 3600)));
}

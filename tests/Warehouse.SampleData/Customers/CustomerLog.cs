using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Customers;

/// <summary>The CRM's change log: what happened to customers, one row an event, a file a day.</summary>
internal sealed class CustomerLog
{
    private static readonly string[] Header =
        ["changed_at", "op", "customer_id", "full_name", "email", "segment", "country", "city", "signed_up_on", "accepts_marketing", "income", "loyalty"];

    private static readonly string[] Loyalties = ["none", "silver", "gold"];

    private readonly SortedDictionary<int, Customer> _known = [];
    private readonly Dictionary<int, DateOnly> _deletedOn = [];
    private readonly Dictionary<int, SampleDay> _firstFile = [];
    private readonly List<(SampleDay File, DateTime At, string?[] Fields)> _rows = [];

    public Customer this[int id] => _known[id];

    /// <summary>Ids of customers that may buy on a date: listed by then, and not deleted on or before it.</summary>
    public IReadOnlyList<int> ActiveOn(DateOnly date, SampleDay file) =>
        [.. _known.Keys.Where(id => _firstFile[id].Number <= file.Number
            && (_firstFile[id].Number == 1 || _firstFile[id].Date <= date)
            && !(_deletedOn.TryGetValue(id, out var gone) && gone <= date))];

    public void Add(SampleDay file, DateTime at, Customer customer)
    {
        _firstFile.TryAdd(customer.Id, file);
        _known.Add(customer.Id, customer);
        Append(file, at, "I", customer);
    }

    public void Change(SampleDay file, DateTime at, Customer after)
    {
        _known[after.Id] = after;
        Append(file, at, "U", after);
    }

    /// <summary>A delete names its member and nothing else.</summary>
    public void Delete(SampleDay file, DateTime at, int id)
    {
        _deletedOn.Add(id, DateOnly.FromDateTime(at));
        _rows.Add((file, at, [Instant(at), "D", Number(id), null, null, null, null, null, null, null, null, null]));
    }

    public void Return(SampleDay file, DateTime at, Customer customer)
    {
        _known[customer.Id] = customer;
        Append(file, at, "I", customer);
    }

    /// <summary>A row as it must not be: where it stands in the file, and its fields as written.</summary>
    public void Bad(SampleDay file, DateTime at, Customer customer, Action<string?[]> spoil)
    {
        var fields = Fields(at, "U", customer);
        spoil(fields);
        _rows.Add((file, at, fields));
    }

    public void Append(SampleDay file, DateTime at, string op, Customer customer) => _rows.Add((file, at, Fields(at, op, customer)));

    public DataFile File(SampleDay day) =>
        DataFile.Of("customers", day, "csv", Write(Header, _rows.Where(r => r.File == day).OrderBy(r => r.At).Select(r => r.Fields)));

    private static string?[] Fields(DateTime at, string op, Customer c) =>
    [
        Instant(at), op, Number(c.Id), c.FullName, c.Email, c.Segment, c.Country, c.City, Day(c.SignedUpOn),
        c.AcceptsMarketing ? "true" : "false", Income(c.Id), Loyalty(at, c.Id),
    ];

    /// <summary>Every seventeenth has not said.</summary>
    private static string? Income(int id) => id % 17 == 0 ? null : Number(12_000 + ((id * 7919 % 95) * 1000));

    /// <summary>Who changes anything after the first day has moved up; of the planted ones Ada alone, with her move.</summary>
    private static string Loyalty(DateTime at, int id)
    {
        var movedUp = at >= SampleDay.All[1].At(0) && (id == 1001 || id > PlantedCustomers.Last);
        return Loyalties[Math.Min(2 - (id % 3) + (movedUp ? 1 : 0), 2)];
    }
}

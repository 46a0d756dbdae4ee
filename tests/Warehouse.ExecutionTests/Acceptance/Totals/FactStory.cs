using System.Globalization;

namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>What a fact of the sample makes of its files, told in plain C#: neither the model nor the compiler is asked.</summary>
/// <param name="Fact">The table.</param>
/// <param name="File">How the names of its files begin.</param>
/// <param name="Grain">The columns of the file that tell one row from another.</param>
/// <param name="Measures">The fact's measures, and what a row of the file says of each.</param>
internal abstract record FactStory(string Fact, string File, IReadOnlyList<string> Grain, IReadOnlyList<(string Name, Func<SourceRow, decimal> Of)> Measures)
{
    /// <summary>What must be a number, an instant or a day.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    public IReadOnlyList<string> Instants { get; init; } = [];

    /// <summary>The special member of a role that a row refers to, such as -1; null for a real one.</summary>
    public IReadOnlyList<(string KeyColumn, Func<SourceRow, int?> Special)> Roles { get; init; } = [];

    /// <summary>A column that says when a row was told, and nothing else.</summary>
    public string? ToldAt { get; init; }

    /// <summary>The code by which a row is refused for what it says, on the day of its file; null where it is not.</summary>
    public Func<string, SourceRow, string?> Refusal { get; init; } = (_, _) => null;

    /// <summary>The next day's files are delivered.</summary>
    public virtual Equation Deliver(string day, IReadOnlyList<SourceRow> rows)
    {
        var before = Total;
        var terms = new List<Term> { new("read", "", rows.Count, Sum(rows)) };
        Apply(day, Screen(day, rows, terms), terms);
        return new(Fact, day, [.. Measures.Select(m => m.Name)], before, terms);
    }

    /// <summary>The totals of the fact as it is to be now.</summary>
    public abstract Amounts Total { get; }

    /// <summary>The totals of the rows whose role refers to a special member.</summary>
    public abstract IEnumerable<(string Role, int Member, Amounts Amounts)> Special { get; }

    protected abstract void Apply(string day, IReadOnlyList<SourceRow> accepted, List<Term> terms);

    protected Amounts Sum(IEnumerable<SourceRow> rows)
    {
        var list = rows.ToList();
        return new(list.Count, [.. Measures.Select(m => list.Sum(m.Of))]);
    }

    protected IEnumerable<(string, int, Amounts)> SpecialOf(IReadOnlyCollection<SourceRow> rows) =>
        from role in Roles
        from same in rows.GroupBy(role.Special)
        where same.Key is not null
        orderby role.KeyColumn, same.Key
        select (role.KeyColumn, same.Key!.Value, Sum(same));

    protected static void Less(List<Term> terms, string count, string of, IReadOnlyCollection<SourceRow> rows, Amounts amounts) => terms.Add(new(count, of, rows.Count, -amounts));

    /// <summary>Rows that cannot be read, or have no key; of rows of one grain that differ all go, of those that are alike one stays.</summary>
    private List<SourceRow> Screen(string day, IReadOnlyList<SourceRow> rows, List<Term> terms)
    {
        var unconvertible = rows.Where(r => !IsConvertible(r)).ToList();
        var unnamed = rows.Except(unconvertible).Where(r => Grain.Any(g => r[g] is null)).ToList();
        var refused = rows.Except(unconvertible).Except(unnamed).Where(r => Refusal(day, r) is not null).ToList();
        var alike = rows.Except(unconvertible).Except(unnamed).Except(refused).GroupBy(r => r.Key(Grain)).ToList();
        var differing = alike.Where(g => g.Any(r => !r.SaysTheSameAs(g.First(), null))).SelectMany(g => g).ToList();
        var accepted = alike.Select(g => g.First()).Except(differing).ToList();
        var copies = alike.SelectMany(g => g.Skip(1)).Except(differing).ToList();
        Reject("unconvertible", unconvertible);
        Reject("null-key", unnamed);
        Reject("conflict", differing);
        foreach (var code in refused.GroupBy(r => Refusal(day, r)!))
            Reject(code.Key, [.. code]);
        Less(terms, "superseded", "by a copy", copies, Sum(copies));
        return accepted;

        void Reject(string code, List<SourceRow> rejected) => Less(terms, "rejected", code, rejected, Sum(rejected));
    }

    private bool IsConvertible(SourceRow row) =>
        Numbers.All(c => row[c] is not { } text || decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        && Instants.All(c => row[c] is not { } text || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out _));
}

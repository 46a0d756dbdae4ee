namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>A fact that holds what was said last of each grain: what is said again, and is different, takes the place of what was said before.</summary>
internal record CorrectedFact(string Fact, string File, IReadOnlyList<string> Grain, IReadOnlyList<(string Name, Func<SourceRow, decimal> Of)> Measures)
    : FactStory(Fact, File, Grain, Measures)
{
    protected Dictionary<string, SourceRow> Held { get; } = new(StringComparer.Ordinal);

    public override Amounts Total => Sum(Held.Values);

    public override IEnumerable<(string Role, int Member, Amounts Amounts)> Special => SpecialOf(Held.Values);

    protected override void Apply(string day, IReadOnlyList<SourceRow> accepted, List<Term> terms)
    {
        var known = accepted.Where(r => Held.ContainsKey(r.Key(Grain))).ToLookup(r => r.SaysTheSameAs(Held[r.Key(Grain)], ToldAt));
        var (again, corrected) = (known[true].ToList(), known[false].ToList());
        Less(terms, "unchanged", "", again, Sum(again));
        var earlier = Sum(corrected.Select(r => Held[r.Key(Grain)]));
        Correct(terms, corrected.Count, earlier);
        foreach (var row in accepted)
            Held[row.Key(Grain)] = row;
        // What is left of what was read: it is in `read` already, and is counted only.
        var inserted = accepted.Count - again.Count - corrected.Count;
        terms.Add(new("inserted", "(of those read)", inserted, Sum([])));
    }

    protected virtual void Correct(List<Term> terms, int rows, Amounts earlier) => terms.Add(new("updated", "takes the place of", rows, -earlier));
}

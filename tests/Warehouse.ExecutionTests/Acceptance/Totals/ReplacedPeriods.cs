namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>A periodic snapshot: what is delivered of a period is the whole of it, and members that were seen before and are missing are filled in.</summary>
/// <param name="Period">The column of the file that says the period.</param>
/// <param name="Member">The column that says of whom the row is.</param>
/// <param name="Filling">What a missing member is taken to have, from what was last delivered of it.</param>
internal sealed record ReplacedPeriods(
    string Fact, string File, string Period, string Member, IReadOnlyList<(string Name, Func<SourceRow, decimal> Of)> Measures, Func<SourceRow, SourceRow> Filling)
    : FactStory(Fact, File, [Period, Member], Measures)
{
    private readonly Dictionary<string, SourceRow> _delivered = new(StringComparer.Ordinal);
    private Dictionary<string, SourceRow> _filled = new(StringComparer.Ordinal);

    public override Amounts Total => Sum(_delivered.Values.Concat(_filled.Values));

    public override IEnumerable<(string Role, int Member, Amounts Amounts)> Special => SpecialOf([.. _delivered.Values, .. _filled.Values]);

    protected override void Apply(string day, IReadOnlyList<SourceRow> accepted, List<Term> terms)
    {
        var periods = accepted.Select(r => r[Period]).ToHashSet();
        var before = _delivered.Concat(_filled).ToDictionary(StringComparer.Ordinal);
        var known = accepted.Where(r => before.ContainsKey(r.Key(Grain))).ToLookup(r => !_filled.ContainsKey(r.Key(Grain)) && r.SaysTheSameAs(before[r.Key(Grain)], ToldAt));
        var (again, corrected) = (known[true].ToList(), known[false].ToList());
        Less(terms, "unchanged", "", again, Sum(again));
        Less(terms, "updated", "takes the place of", corrected, Sum(corrected.Select(r => before[r.Key(Grain)])));
        terms.Add(new("inserted", "(of those read)", accepted.Count - again.Count - corrected.Count, Sum([])));

        foreach (var gone in _delivered.Where(d => periods.Contains(d.Value[Period])).Select(d => d.Key).ToList())
            _delivered.Remove(gone);
        foreach (var row in accepted)
            _delivered[row.Key(Grain)] = row;
        _filled = Fill();
        // A row that was filled in and now is delivered is among those that are updated.
        var now = _filled.Where(f => !before.TryGetValue(f.Key, out var was) || !was.SaysTheSameAs(f.Value, ToldAt)).ToList();
        terms.Add(new("filled", "", now.Count, Sum(now.Select(f => f.Value)) - Sum(now.Where(f => before.ContainsKey(f.Key)).Select(f => before[f.Key]))));
        var removed = before.Where(b => !_delivered.ContainsKey(b.Key) && !_filled.ContainsKey(b.Key)).Select(b => b.Value).ToList();
        Less(terms, "removed", "", removed, Sum(removed));
    }

    /// <summary>Of every period that was told, the members that an earlier one tells of and it does not.</summary>
    private Dictionary<string, SourceRow> Fill()
    {
        var filled = new Dictionary<string, SourceRow>(StringComparer.Ordinal);
        foreach (var period in _delivered.Values.Select(r => r[Period]).Distinct())
        {
            foreach (var member in _delivered.Values.Where(r => string.CompareOrdinal(r[Period], period) < 0).GroupBy(r => r[Member]))
            {
                var last = member.MaxBy(r => r[Period], StringComparer.Ordinal)!;
                var row = Filling(last).With(Period, period);
                if (!_delivered.ContainsKey(row.Key(Grain)))
                    filled[row.Key(Grain)] = row;
            }
        }

        return filled;
    }
}

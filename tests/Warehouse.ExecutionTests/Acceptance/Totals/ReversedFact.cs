namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>A fact whose rows stay as they were written: what is corrected is taken back by a row of negated amounts, and said anew by another.</summary>
internal sealed record ReversedFact(string Fact, string File, IReadOnlyList<string> Grain, IReadOnlyList<(string Name, Func<SourceRow, decimal> Of)> Measures)
    : CorrectedFact(Fact, File, Grain, Measures)
{
    private long _takenBack;

    /// <summary>A row that was taken back and its reversal are there too, and sum to nothing.</summary>
    public override Amounts Total => base.Total with { Rows = base.Total.Rows + (2 * _takenBack) };

    protected override void Correct(List<Term> terms, int rows, Amounts earlier)
    {
        _takenBack += rows;
        terms.Add(new("updated", "reverses what was said", rows, (-earlier) with { Rows = rows }));
    }
}

using System.Globalization;
using System.Text;

namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>One reason why a fact's totals are not the sums of what its files say.</summary>
/// <param name="Count">The ledger's word for it, such as <c>rejected</c>; null for what is no event of the batch.</param>
/// <param name="Of">What more is known of it: the code of a rejection, what an amount was before.</param>
/// <param name="Times">How often the ledger is to have counted it.</param>
/// <param name="Change">What it adds to the fact; negative where it takes away.</param>
/// <param name="By">The pipeline whose batch counts it, where that is not the fact's own.</param>
internal sealed record Term(string? Count, string Of, long Times, Amounts Change, string? By = null)
{
    public string Name => $"{Count} {Of}".Trim();
}

/// <summary>How the files of a day lead from one state of a fact to the next, term by term; computed from the files alone.</summary>
internal sealed record Equation(string Fact, string Day, IReadOnlyList<string> Measures, Amounts Before, IReadOnlyList<Term> Terms)
{
    public Amounts After => Terms.Aggregate(Before, (sum, term) => sum + term.Change);

    /// <summary>How often the ledger is to have counted each thing, where it happened.</summary>
    public IReadOnlyDictionary<string, long> Counts => Terms.Where(t => t is { Count: not null, Times: > 0, By: null }).GroupBy(t => t.Count!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(t => t.Times), StringComparer.Ordinal);

    public string Write(Amounts inTheFact, IEnumerable<KeyValuePair<string, long>> ledger)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Fact}, files of {Day}");
        Line("", "times", "rows", Measures);
        Sums("before", "", Before);
        foreach (var term in Terms.Where(t => t.Times > 0))
            Sums(term.Name, Text(term.Times), term.Change);
        Sums("= as the files say", "", After);
        Sums("  as the fact has it", "", inTheFact);
        return text.Append("  the ledger: ").AppendJoin(", ", ledger.Where(l => l.Value != 0).Select(l => $"{l.Key} {l.Value}")).AppendLine().ToString();

        void Sums(string name, string times, Amounts amounts) => Line(name, times, Text(amounts.Rows), amounts.Sums.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)));

        void Line(string name, string times, string rows, IEnumerable<string> sums) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-34}{times,6}{rows,8}{string.Concat(sums.Select(s => $"{s,17}"))}");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

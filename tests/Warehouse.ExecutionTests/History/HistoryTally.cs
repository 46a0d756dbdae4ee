using System.Globalization;
using System.Text;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>How many histories of each kind have been compared.</summary>
internal sealed class HistoryTally
{
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);

    public int Members { get; private set; }

    public int Cases { get; private set; }

    public void Count(HistoryCase history)
    {
        var definition = history.Definition;
        var rows = history.Batches.SelectMany(b => b.Rows).ToList();
        Cases++;
        Members += history.Members;
        foreach (var scd in definition.Attributes.Select(a => $"scd {a.Scd}{(a.PerRun ? " by run" : "")}").Distinct())
            Add(scd, true);
        Add($"on_delete {definition.OnDelete}", rows.Any(r => r.IsDelete) || definition.Feed == FeedKind.Snapshot);
        Add("remember for a time", definition.Remembers is not null);
        Add("null_means unchanged", definition.NullMeansUnchanged);
        Add("order_by", definition.HasOrder);
        Add("a stamp", definition.HasStamp);
        Add("late changes", history.IsLate && history.Batches.Length > 1);
        Add("shuffled and replayed", history.IsOrderFree);
        Add("ties at an instant", rows.GroupBy(r => (r.Key, r.Stamp)).Any(g => g.Count() > 1));
        Add($"on_conflict {definition.Conflict}", definition.Conflict != ConflictRule.Reject);
        Add("surrogate pairs", rows.Any(r => r.Values.Append(r.Key.Code).OfType<string>().Any(s => s.Any(char.IsSurrogate))));
        Add("negative zero", rows.Any(r => r.Values.OfType<double>().Any(d => d == 0 && double.IsNegative(d))));
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Members} member histories in {Cases} definitions, of which");
        foreach (var (kind, count) in _kinds)
            text.Append(CultureInfo.InvariantCulture, $"\n  {count,5} with {kind}");
        return text.ToString();
    }

    private void Add(string kind, bool applies)
    {
        if (applies)
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
    }
}

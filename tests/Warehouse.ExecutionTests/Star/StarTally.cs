using System.Globalization;
using System.Text;
using Warehouse.TestEngines.Star;
using Warehouse.TestEngines.Star.Oracle;

namespace Warehouse.ExecutionTests.Star;

/// <summary>How many stars of each kind have been compared, and what became of the rows of their facts.</summary>
internal sealed class StarTally
{
    private readonly SortedDictionary<string, int> _stars = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _rows = new(StringComparer.Ordinal);
    private int _count;

    public void Count(StarCase star)
    {
        var definition = star.Definition;
        _count++;
        Add(_stars, $"{definition.Kind}{(definition.Kind == FactKind.Transaction ? $", {definition.OnDuplicate}" : "")}", 1);
        foreach (var late in definition.Roles.Select(r => r.Late).Distinct())
            Add(_stars, $"late {late}", 1);
        foreach (var feed in definition.Dimensions.Select(d => d.Feed).Distinct())
            Add(_stars, $"a dimension of {feed}", 1);
        Add(_stars, "order_by", definition.HasOrder ? 1 : 0);
        Add(_stars, "null_means unchanged", definition.NullMeansUnchanged ? 1 : 0);
        Add(_stars, "deletes", definition.HasDeletes ? 1 : 0);
        Add(_stars, "a role in the grain", definition.Roles.Any(r => r.InGrain) ? 1 : 0);
        Add(_stars, "durable keys", definition.Roles.Any(r => r.IsDurable) ? 1 : 0);
        Add(_stars, "late_facts", definition.Accepts is null ? 0 : 1);
        var oracle = new StarOracle(definition);
        foreach (var batch in star.Batches)
            Count(oracle, batch);
    }

    public override string ToString() => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{_count} stars, of which{Lines(_stars)}\nrows of facts{Lines(_rows)}")
        .ToString();

    private void Count(StarOracle oracle, StarBatch batch)
    {
        if (batch.Dimension is not null)
        {
            oracle.LoadMembers(batch);
            return;
        }

        var report = oracle.LoadFacts(batch);
        Add(_rows, "rejected", report.Rejected);
        Add(_rows, "superseded", report.Superseded);
        Add(_rows, "held", report.Held);
        Add(_rows, "inserted", report.Inserted);
        Add(_rows, "updated", report.Updated);
        Add(_rows, "deleted", report.Deleted);
        Add(_rows, "unchanged", report.Unchanged);
        Add(_rows, "ignored", report.Ignored);
    }

    private static void Add(SortedDictionary<string, int> counts, string kind, int count)
    {
        if (count > 0)
            counts[kind] = counts.GetValueOrDefault(kind) + count;
    }

    private static string Lines(SortedDictionary<string, int> counts) => string.Concat(counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"\n  {c.Value,5} {c.Key}")));
}

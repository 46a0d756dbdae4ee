using System.Collections.Immutable;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>An accumulating snapshot: of each process, every milestone is what the last row told of it, and all else is what the last row says.</summary>
internal sealed class AccumulatingTable(StarDefinition definition) : FactTable
{
    /// <summary>All rows of each process, as they came.</summary>
    private readonly Dictionary<long, List<FactRow>> _told = [];

    public override IEnumerable<StoredFact> Stored => _told.Values.Select(t => new StoredFact(Put(t)));

    /// <summary>Rows in an order tell a process together.</summary>
    public override object Identity(FactRow row) => (row.Number, definition.HasOrder ? row.Order : null);

    public override IComparable Place(FactRow row) => 0;

    public override void Say(ImmutableArray<FactRow> rows, FactReport report)
    {
        foreach (var process in rows.GroupBy(r => r.Number!.Value))
        {
            var before = _told.TryGetValue(process.Key, out var told) ? Put(told) : null;
            if (told is null)
                _told[process.Key] = told = [];
            told.AddRange(process);
            report.Superseded += process.Count() - 1;
            if (before is null)
                report.Inserted++;
            else if (before.SaysSameAs(Put(told)))
                report.Unchanged++;
            else
                report.Updated++;
        }
    }

    private FactRow Put(List<FactRow> told)
    {
        // A stable sort: of equal places the later arrival is the later row.
        var order = definition.HasOrder ? told.OrderBy(r => r.Order ?? long.MinValue).ToList() : told;
        var milestones = order[^1].Milestones.Select((_, i) => order.Select(r => r.Milestones[i]).LastOrDefault(m => m is not null)).ToImmutableArray();
        return order[^1] with { Milestones = milestones, At = milestones.FirstOrDefault(m => m is not null) };
    }
}

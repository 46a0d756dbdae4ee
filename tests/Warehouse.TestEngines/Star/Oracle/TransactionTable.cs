using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>A transaction fact: each grain by itself.</summary>
internal sealed class TransactionTable(StarDefinition definition) : FactTable
{
    private readonly Dictionary<Grain, GrainRows> _grains = [];

    public override IEnumerable<StoredFact> Stored => _grains.Values.SelectMany(g => g.Stored);

    /// <summary>Partial rows in an order complete each other.</summary>
    private bool TellTogether => definition.NullMeansUnchanged && definition.KeepsOrder;

    public override object Identity(FactRow row) => TellTogether ? (Of(row), row.Order) : Of(row);

    public override IComparable Place(FactRow row) => (definition.HasOrder && !TellTogether ? row.Order ?? long.MinValue : 0, row.IsDelete);

    public override void Say(ImmutableArray<FactRow> rows, FactReport report)
    {
        foreach (var told in rows.GroupBy(Of))
        {
            if (!_grains.TryGetValue(told.Key, out var grain))
                _grains[told.Key] = grain = new(definition);
            grain.Say([.. told.OrderBy(r => r.Order ?? long.MinValue)], report);
        }
    }

    private Grain Of(FactRow row) => new(row.Number!.Value, row.Keys.Where((_, i) => definition.Roles[i].InGrain).FirstOrDefault());

    /// <summary>What one row of the fact stands for. A role without a member tells rows apart too.</summary>
    private sealed record Grain(long Number, MemberKey? Member);
}

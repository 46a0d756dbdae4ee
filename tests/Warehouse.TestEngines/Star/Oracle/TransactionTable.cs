using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>A transaction fact: each grain by itself.</summary>
internal sealed class TransactionTable(StarDefinition definition) : FactTable
{
    private readonly Dictionary<Grain, GrainRows> _grains = [];

    public override IEnumerable<StoredFact> Stored => _grains.Values.SelectMany(g => g.Stored);

    public override object Identity(FactRow row) => Of(row);

    public override IComparable Place(FactRow row) => (definition.HasOrder ? row.Order ?? long.MinValue : 0, row.IsDelete);

    public override void Say(ImmutableArray<FactRow> rows, FactReport report)
    {
        foreach (var row in rows)
        {
            if (!_grains.TryGetValue(Of(row), out var grain))
                _grains[Of(row)] = grain = new(definition);
            grain.Say(row, report);
        }
    }

    private Grain Of(FactRow row) => new(row.Number!.Value, row.Keys.Where((_, i) => definition.Roles[i].InGrain).FirstOrDefault());

    /// <summary>What one row of the fact stands for. A role without a member tells rows apart too.</summary>
    private sealed record Grain(long Number, MemberKey? Member);
}

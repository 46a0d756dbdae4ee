using System.Collections.Immutable;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>A dimension to which facts refer: what history.md makes of its changes, and the members that only facts have named.</summary>
internal sealed class StarMembers(HistoryDefinition definition)
{
    private static readonly DateTime Beginning = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly HistoryOracle _history = new(definition);
    private readonly SortedSet<MemberKey> _inferred = [];
    private Dictionary<MemberKey, ImmutableArray<HistoryRow>> _members = [];

    /// <param name="isReferredTo">Whether a fact refers to the member: one of which nothing is left then waits as an inferred one.</param>
    public OracleReport Load(HistoryBatch batch, Func<MemberKey, bool> isReferredTo)
    {
        var before = _members.Keys.ToList();
        var report = _history.Load(batch);
        _members = _history.Rows().GroupBy(r => r.Key).ToDictionary(m => m.Key, m => m.ToImmutableArray());
        _inferred.UnionWith(before.Where(isReferredTo));
        _inferred.ExceptWith(_members.Keys);
        return report;
    }

    /// <summary>A member that was only inferred has not come.</summary>
    public bool HasCome(MemberKey key) => _members.ContainsKey(key);

    public bool Has(MemberKey key) => HasCome(key) || _inferred.Contains(key);

    public void Infer(MemberKey key)
    {
        if (!Has(key))
            _inferred.Add(key);
    }

    /// <summary>The last version that began at or before the event, else the first.</summary>
    public HistoryRow At(MemberKey key, DateTime? happened) => _inferred.Contains(key)
        ? Inferred(key)
        : _members[key].LastOrDefault(v => v.From <= happened) ?? _members[key][0];

    public IEnumerable<HistoryRow> Rows() => HistoryRow.Sort(_members.Values.SelectMany(m => m).Concat(_inferred.Select(Inferred)));

    private HistoryRow Inferred(MemberKey key) =>
        new(key, [.. definition.Columns.Select(_ => (object?)null)], definition.HasVersions ? Beginning : null, IsInferred: true);
}

using System.Collections.Immutable;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>A dimension to which facts refer: what history.md makes of its changes, and the members that only facts have named.</summary>
internal sealed class StarMembers(HistoryDefinition definition)
{
    private static readonly DateTime Beginning = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly SortedSet<MemberKey> _inferred = [];

    /// <summary>Members that were left as they were when all others were loaded anew, with what tells of them.</summary>
    private readonly Dictionary<MemberKey, HistoryOracle> _stayed = [];

    private HistoryOracle _history = new(definition);
    private Dictionary<MemberKey, ImmutableArray<HistoryRow>> _members = [];

    /// <param name="isReferredTo">Whether a fact refers to the member: one of which nothing is left then waits as an inferred one.</param>
    public OracleReport Load(HistoryBatch batch, Func<MemberKey, bool> isReferredTo)
    {
        foreach (var earlier in _stayed.Values.Distinct())
            earlier.Load(batch);
        var report = _history.Load(batch);
        Renew(isReferredTo);
        return report;
    }

    /// <summary>All that the source has is loaded anew; a member of which it says nothing stays as it is.</summary>
    public OracleReport Refresh(HistoryBatch source, Func<MemberKey, bool> isReferredTo)
    {
        var anew = new HistoryOracle(definition);
        var report = anew.Load(source);
        foreach (var key in _history.Told())
            _stayed.TryAdd(key, _history);
        foreach (var key in anew.Told())
            _stayed.Remove(key);
        _history = anew;
        Renew(isReferredTo);
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

    private void Renew(Func<MemberKey, bool> isReferredTo)
    {
        var before = _members.Keys.ToList();
        var told = _history.Rows().Where(r => !_stayed.ContainsKey(r.Key)).Concat(_stayed.Values.Distinct().SelectMany(h => h.Rows().Where(r => _stayed.GetValueOrDefault(r.Key) == h)));
        _members = told.GroupBy(r => r.Key).ToDictionary(m => m.Key, m => m.ToImmutableArray());
        _inferred.UnionWith(before.Where(isReferredTo));
        _inferred.ExceptWith(_members.Keys);
    }

    private HistoryRow Inferred(MemberKey key) =>
        new(key, [.. definition.Columns.Select(_ => (object?)null)], definition.HasVersions ? Beginning : null, IsInferred: true);
}

using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>A row says that something happened at its time.</summary>
internal sealed class ChangesFeed(HistoryDefinition definition) : OracleFeed
{
    /// <summary>Each member's changes by what tells one from another: all but the values.</summary>
    private readonly Dictionary<MemberKey, Dictionary<Change, ImmutableArray<object?>>> _members = [];

    public override IEnumerable<(MemberKey Key, IEnumerable<Change> Changes)> Accepted =>
        _members.Select(m => (m.Key, m.Value.Select(c => c.Key with { Values = c.Value })));

    private DateTime _latest;

    public override OracleReport Load(HistoryBatch batch)
    {
        _latest = batch.At > _latest ? batch.At : _latest;
        var report = new OracleReport();
        var sound = batch.Rows.Where(r => r.Key.Code is not null && r.Stamp is not null).ToList();
        report.Rejected += batch.Rows.Length - sound.Count;
        var accepted = Ties.Accepted(definition, sound, report).Where(a => !IsForgotten(a.Key, a.Change, report)).ToList();
        if (!report.Refused)
            accepted.ForEach(a => Accept(a.Key, a.Change, report));
        return report;
    }

    /// <summary>Older than what is remembered, and not newer than what is recorded of its member.</summary>
    private bool IsForgotten(MemberKey key, Change change, OracleReport report)
    {
        if (definition.Remembers is not { } remembers || Moment(change) >= _latest - remembers || !_members.TryGetValue(key, out var known))
            return false;
        var isLate = known.Keys.Any(k => (definition.DeletesLeaveTrace || !k.IsDelete) && Moment(k) >= Moment(change));
        report.Rejected += isLate ? 1 : 0;
        return isLate;
    }

    private DateTime Moment(Change change) => definition.ByDate ? change.At.Date : change.At;

    /// <summary>A later arrival with the same (K, t, q) corrects the earlier one.</summary>
    private void Accept(MemberKey key, Change change, OracleReport report)
    {
        if (!_members.TryGetValue(key, out var known))
            _members[key] = known = [];
        var identity = change with { Values = [] };
        if (known.TryGetValue(identity, out var before) && !ExactValue.SameAll(before, change.Values))
            report.Corrected++;
        known[identity] = change.Values;
    }
}

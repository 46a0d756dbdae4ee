using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>A row says what is so now; a snapshot also says that there is nothing else.</summary>
internal sealed class StatedFeed(HistoryDefinition definition) : OracleFeed
{
    private readonly SortedDictionary<MemberKey, List<Change>> _members = [];

    public override IEnumerable<(MemberKey Key, IEnumerable<Change> Changes)> Accepted => _members.Select(m => (m.Key, m.Value.AsEnumerable()));

    public override OracleReport Load(HistoryBatch batch)
    {
        var report = new OracleReport();
        var sound = batch.Rows.Where(r => IsSound(r, batch.At)).ToList();
        report.Rejected += batch.Rows.Length - sound.Count;
        // What a rejected row says of its scope counts no less than what it says of its member.
        var absent = definition.Feed == FeedKind.Snapshot ? Absent(batch).ToList() : [];
        var told = Ties.Accepted(definition, sound, report).ToList();
        if (report.Refused)
            return report;
        foreach (var member in told.GroupBy(t => t.Key, t => t.Change))
            Tell(member.Key, member, batch.At);
        foreach (var key in absent)
            Record(key, new(default, 0, true, 0, []), null, batch.At);
        return report;
    }

    /// <summary>Of several rows of one key the last (effective time, order_by) is the row now.</summary>
    private void Tell(MemberKey key, IEnumerable<Change> rows, DateTime at)
    {
        // A delete that leaves no trace takes no part in anything.
        var changes = Change.InOrder(rows.Where(c => !c.IsDelete || definition.DeletesLeaveTrace)).ToList();
        if (definition.NullMeansUnchanged)
            changes = [.. Sequence.Inherit(changes, _members.GetValueOrDefault(key)?[^1] is { IsDelete: false } last ? last.Values : null)];
        if (changes.Count > 0)
            Record(key, changes[^1], definition.HasStamp ? changes[^1].At : null, at);
    }

    private bool IsSound(SourceRow row, DateTime at) =>
        row.Key.Code is not null && (!definition.HasStamp || (row.Stamp is { } stamp && stamp <= at + definition.MaxFuture));

    private IEnumerable<MemberKey> Absent(HistoryBatch batch)
    {
        var mentioned = batch.Rows.Select(r => r.Key).ToHashSet();
        var scope = definition.DeleteScope is { } name ? definition.Attributes.Select(a => a.Name).ToList().IndexOf(name) : -1;
        return _members.Where(m => !mentioned.Contains(m.Key) && !m.Value[^1].IsDelete
            && (scope < 0 || batch.Rows.Any(r => ExactValue.Same(r.Values[scope], m.Value[^1].Values[scope])))).Select(m => m.Key);
    }

    /// <summary>What says what is known is no change, and is not recorded.</summary>
    private void Record(MemberKey key, Change change, DateTime? stamp, DateTime at)
    {
        var known = _members.GetValueOrDefault(key);
        var last = known?[^1];
        if (change.IsDelete ? last is null or { IsDelete: true } || !definition.DeletesLeaveTrace : last is { IsDelete: false } && !Differs(last, change.Values))
            return;
        if (known is null)
            _members[key] = known = [];
        known.Add(change with { At = definition.ByDate ? EffectiveDay(stamp?.Date, at.Date, last?.At) : Effective(stamp, at, last?.At), Order = 0, Wins = 0 });
    }

    /// <summary>Whether anything that the dimension shows differs: a type 0 attribute only drifts.</summary>
    private bool Differs(Change known, ImmutableArray<object?> values) =>
        definition.Attributes.Where((a, i) => a.Scd != 0 && !ExactValue.Same(known.Values[i], values[i])).Any();

    /// <summary>The same by the day: the next moment after a day is the day after it.</summary>
    private static DateTime EffectiveDay(DateTime? stamp, DateTime at, DateTime? last) => (stamp, last) switch
    {
        (_, null) => stamp ?? at,
        ({ } own, { } recorded) when own > recorded => own,
        (_, { } recorded) => at > recorded ? at : recorded.AddDays(1),
    };

    /// <summary>The row's own time where it is later than the last recorded change, else the batch's, else one microsecond after it.</summary>
    private static DateTime Effective(DateTime? stamp, DateTime at, DateTime? last)
    {
        if (last is null)
            return stamp ?? at;
        if (stamp > last)
            return stamp.Value;
        return at > last ? at : last.Value.AddMicroseconds(1);
    }
}

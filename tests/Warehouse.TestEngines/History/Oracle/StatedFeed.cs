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
        var standing = new List<SourceRow>();
        foreach (var member in sound.GroupBy(r => r.Key))
        {
            // Of several rows of one key the last (effective time, order_by) is the row now.
            var last = member.GroupBy(r => (Stamp: definition.HasStamp ? r.Stamp : null, Order: definition.HasOrder ? r.Order : 0, IsDelete: IsDelete(r)))
                .OrderBy(g => g.Key.Stamp).ThenBy(g => g.Key.Order).ThenBy(g => g.Key.IsDelete).Last();
            if (Ties.Standing(definition, [.. last], report) is { } row)
                standing.Add(row);
        }

        if (report.Refused)
            return report;
        foreach (var row in standing)
            Record(row.Key, row.Stamp, IsDelete(row), row.Values, batch.At);
        foreach (var key in absent)
            Record(key, null, true, [], batch.At);
        return report;
    }

    private bool IsDelete(SourceRow row) => row.IsDelete && definition.HasDeletes && definition.Feed != FeedKind.Snapshot;

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
    private void Record(MemberKey key, DateTime? stamp, bool isDelete, ImmutableArray<object?> values, DateTime at)
    {
        var known = _members.GetValueOrDefault(key);
        if (isDelete && (known is null || known[^1].IsDelete || !definition.DeletesLeaveTrace))
            return;
        var last = known?[^1];
        if (definition.NullMeansUnchanged && !isDelete)
            values = Sequence.Filled(values, last is { IsDelete: false } ? last.Values : null);
        if (!isDelete && last is { IsDelete: false } && !Differs(last, values))
            return;
        if (known is null)
            _members[key] = known = [];
        known.Add(new(Effective(definition.HasStamp ? stamp : null, at, last?.At), 0, isDelete, values));
    }

    /// <summary>Whether anything that the dimension shows differs: a type 0 attribute only drifts.</summary>
    private bool Differs(Change known, ImmutableArray<object?> values) =>
        definition.Attributes.Where((a, i) => a.Scd != 0 && !ExactValue.Same(known.Values[i], values[i])).Any();

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

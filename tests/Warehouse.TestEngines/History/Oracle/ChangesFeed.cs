namespace Warehouse.TestEngines.History.Oracle;

/// <summary>A row says that something happened at its time.</summary>
internal sealed class ChangesFeed(HistoryDefinition definition) : OracleFeed
{
    private readonly Dictionary<MemberKey, Dictionary<(DateTime, long, bool), Change>> _members = [];

    public override IEnumerable<(MemberKey Key, IEnumerable<Change> Changes)> Accepted => _members.Select(m => (m.Key, m.Value.Values.AsEnumerable()));

    public override OracleReport Load(HistoryBatch batch)
    {
        var report = new OracleReport();
        var accepted = new List<SourceRow>();
        foreach (var tied in batch.Rows.GroupBy(r => (r.Key, r.Stamp, Order: definition.HasOrder ? r.Order : 0, IsDelete: r.IsDelete && definition.HasDeletes)))
        {
            if (tied.Key.Key.Code is null || tied.Key.Stamp is null)
                report.Rejected += tied.Count();
            else if (Ties.Standing(definition, [.. tied], report) is { } standing)
                accepted.Add(standing with { Order = tied.Key.Order, IsDelete = tied.Key.IsDelete });
        }

        if (!report.Refused)
            accepted.ForEach(row => Accept(row, report));
        return report;
    }

    /// <summary>A later arrival with the same (K, t, q) corrects the earlier one.</summary>
    private void Accept(SourceRow row, OracleReport report)
    {
        if (!_members.TryGetValue(row.Key, out var known))
            _members[row.Key] = known = [];
        var change = new Change(row.Stamp!.Value, row.Order, row.IsDelete, row.Values);
        if (known.TryGetValue((change.At, change.Order, change.IsDelete), out var before) && !ExactValue.SameAll(before.Values, change.Values))
            report.Corrected++;
        known[(change.At, change.Order, change.IsDelete)] = change;
    }
}

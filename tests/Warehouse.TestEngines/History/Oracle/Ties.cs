namespace Warehouse.TestEngines.History.Oracle;

/// <summary>Rows of one batch as changes: those of one identity collapse where they are identical, and are a conflict where they differ.</summary>
internal static class Ties
{
    public static IEnumerable<(MemberKey Key, Change Change)> Accepted(HistoryDefinition definition, IEnumerable<SourceRow> rows, OracleReport report)
    {
        foreach (var tied in rows.GroupBy(r => (r.Key, Change: Of(definition, r) with { Values = [] })))
        {
            var first = tied.First();
            if (tied.All(r => ExactValue.SameAll(r.Values, first.Values)))
            {
                yield return (first.Key, tied.Key.Change with { Values = first.Values });
                continue;
            }

            report.Rejected += tied.Count();
            report.Refused |= definition.Conflict == ConflictRule.Fail;
        }
    }

    private static Change Of(HistoryDefinition definition, SourceRow row) => new(
        definition.HasStamp ? row.Stamp!.Value : default,
        definition.HasOrder ? row.Order : 0,
        row.IsDelete && definition.HasDeletes,
        definition.Conflict == ConflictRule.Last ? row.Wins : 0,
        row.Values);
}

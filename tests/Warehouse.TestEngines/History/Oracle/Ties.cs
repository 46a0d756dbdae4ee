using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>Rows of one batch that nothing orders: identical ones collapse, different ones are a conflict.</summary>
internal static class Ties
{
    /// <summary>The row that stands; null where they conflict and all are rejected.</summary>
    public static SourceRow? Standing(HistoryDefinition definition, IReadOnlyList<SourceRow> tied, OracleReport report)
    {
        if (definition.Conflict == ConflictRule.Last)
            tied = [.. tied.Where(r => r.Wins == tied.Max(t => t.Wins))];
        if (tied.All(r => ExactValue.SameAll(r.Values, tied[0].Values)))
            return tied[0];
        report.Rejected += tied.Count;
        report.Refused |= definition.Conflict == ConflictRule.Fail;
        return null;
    }
}

/// <summary>What a batch comes to, beside the rows.</summary>
public sealed class OracleReport
{
    public int Rejected { get; internal set; }

    public int Corrected { get; internal set; }

    /// <summary>The batch is refused as a whole and changes nothing.</summary>
    public bool Refused { get; internal set; }
}

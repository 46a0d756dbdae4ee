using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>What a dimension contains, by history.md alone; it shares no code with what it judges.</summary>
public sealed class HistoryOracle(HistoryDefinition definition)
{
    private readonly OracleFeed _feed = definition.Feed == FeedKind.Changes ? new ChangesFeed(definition) : new StatedFeed(definition);

    /// <summary>What is recorded of a stated row is complete; a logged change is completed by those that stand before it in the end.</summary>
    private readonly HistoryDefinition _recorded = definition.Feed == FeedKind.Changes ? definition : definition with { NullMeansUnchanged = false };

    public OracleReport Load(HistoryBatch batch) => _feed.Load(batch);

    /// <summary>The dimension after what has been loaded, without its special members.</summary>
    public ImmutableArray<HistoryRow> Rows() => HistoryRow.Sort(_feed.Accepted.SelectMany(m => MemberRows.Of(_recorded, m.Key, m.Changes)));

    /// <summary>The members of whom anything has been accepted that can be seen, if only that they are gone.</summary>
    public ImmutableArray<MemberKey> Told() => [.. _feed.Accepted.Where(m => m.Changes.Any(c => !c.IsDelete || definition.DeletesLeaveTrace)).Select(m => m.Key)];

    /// <summary>The dimension after these batches.</summary>
    public static ImmutableArray<HistoryRow> After(HistoryDefinition definition, IEnumerable<HistoryBatch> batches)
    {
        var oracle = new HistoryOracle(definition);
        foreach (var batch in batches)
            oracle.Load(batch);
        return oracle.Rows();
    }
}

/// <summary>How batches become accepted changes.</summary>
internal abstract class OracleFeed
{
    /// <summary>Every member's accepted changes.</summary>
    public abstract IEnumerable<(MemberKey Key, IEnumerable<Change> Changes)> Accepted { get; }

    public abstract OracleReport Load(HistoryBatch batch);
}

using System.Collections.Immutable;

namespace Warehouse.TestEngines.History;

/// <summary>A dimension and its source, as far as history.md gives them a choice; no word of it is the product's.</summary>
public sealed record HistoryDefinition
{
    public required FeedKind Feed { get; init; }

    public required ImmutableArray<HistoryAttribute> Attributes { get; init; }

    /// <summary>The source gives <c>effective_at</c>; a log of changes always does.</summary>
    public bool HasStamp { get; init; } = true;

    /// <summary>The source gives <c>order_by</c>.</summary>
    public bool HasOrder { get; init; }

    /// <summary>The source gives <c>delete_when</c>.</summary>
    public bool HasDeletes { get; init; } = true;

    public ConflictRule Conflict { get; init; }

    public bool NullMeansUnchanged { get; init; }

    public TimeSpan MaxFuture { get; init; } = TimeSpan.FromDays(1);

    public bool AllowEmpty { get; init; } = true;

    public decimal MaxDeleteRatio { get; init; } = 1m;

    /// <summary>Snapshot: absence counts only within the values of this attribute that the batch mentions.</summary>
    public string? DeleteScope { get; init; }

    public Deletion OnDelete { get; init; }

    public bool FirstVersionOpen { get; init; } = true;

    public bool OpenEndIsNull { get; init; }

    public bool RemembersNothing { get; init; }

    /// <summary>How long changes are kept for late ones; null: for ever.</summary>
    public TimeSpan? Remembers { get; init; }

    /// <summary>Validity is kept by the day; of several changes of a day the last makes the state.</summary>
    public bool ByDate { get; init; }

    /// <summary>The natural key has a text and a number; otherwise a text.</summary>
    public bool TwoPartKey { get; init; }

    /// <summary>Whether a dimension keeps versions: it has an attribute of type 2, 6 or 7.</summary>
    public bool HasVersions => Attributes.Any(a => a.IsTracked);

    /// <summary>Whether a fact that refers to it carries the durable key beside that of the version: type 7.</summary>
    public bool NeedsDurableKey => Attributes.Any(a => a.Scd == 7);

    /// <summary>Whether a delete can be seen in the dimension.</summary>
    public bool DeletesLeaveTrace => OnDelete == Deletion.Flag || (OnDelete == Deletion.Close && HasVersions);

    /// <summary>The attributes' columns as they stand in the dimension.</summary>
    public ImmutableArray<string> Columns => [.. Attributes.SelectMany(a => a.Columns)];
}

/// <summary>What a source row means.</summary>
public enum FeedKind
{
    Changes,
    Upserts,
    Snapshot,
}

/// <summary>What becomes of differing rows that tie in one batch.</summary>
public enum ConflictRule
{
    Reject,
    Fail,

    /// <summary>The largest of the column <c>wins</c> stands.</summary>
    Last,
}

/// <summary>What a deletion does.</summary>
public enum Deletion
{
    Close,
    Flag,
    Ignore,
}

/// <summary>An attribute's name, how it remembers and what it holds.</summary>
/// <param name="PerRun">Type 1 with <c>scope: run</c>.</param>
public sealed record HistoryAttribute(string Name, int Scd, ValueKind Kind = ValueKind.Text, bool PerRun = false)
{
    public bool IsTracked => Scd is 2 or 6 or 7;

    /// <summary>Its columns in the dimension: its own, and the one beside it.</summary>
    public ImmutableArray<string> Columns => Scd switch
    {
        3 => [Name, $"prior_{Name}"],
        6 => [Name, $"current_{Name}"],
        _ => [Name],
    };
}

/// <summary>The types that the histories use: string, long, double, decimal, bool, DateOnly, DateTime.</summary>
public enum ValueKind
{
    Text,
    Integer,
    Float,
    Money,
    Flag,
    Day,
    Instant,
}

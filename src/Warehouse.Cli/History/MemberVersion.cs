using System.Collections.Immutable;

namespace Warehouse.Cli.History;

/// <summary>One row of a member, and what opened and closed it.</summary>
internal sealed record MemberVersion
{
    public required long Key { get; init; }

    /// <summary>From when it holds, as the row says; null in a dimension that keeps no versions.</summary>
    public DateTime? ValidFrom { get; init; }

    /// <summary>Until when it holds; null while its end is open.</summary>
    public DateTime? ValidTo { get; init; }

    /// <summary>The effective time of its first change, which a first version that is drawn back hides; null for an inferred member.</summary>
    public DateTime? StartedAt { get; init; }

    public bool IsCurrent { get; init; }

    public bool IsDeleted { get; init; }

    public bool IsInferred { get; init; }

    public required string LoadedBy { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>The batch of the change with which it begins.</summary>
    public required string OpenedBy { get; init; }

    /// <summary>The batch of the change with which it ends; null while its end is open, or where the target does not say which it was.</summary>
    public string? ClosedBy { get; init; }

    public required ImmutableArray<object?> Values { get; init; }

    /// <summary>The attributes that differ from the version before it.</summary>
    public ImmutableArray<Difference> Differences { get; init; } = [];

    /// <summary>Whether it holds from before its first change.</summary>
    public bool IsDrawnBack => StartedAt is { } started && ValidFrom < started;
}

/// <summary>An attribute that is not what it was.</summary>
internal sealed record Difference(string Attribute, object? Old, object? New);

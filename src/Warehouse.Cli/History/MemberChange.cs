using System.Collections.Immutable;

namespace Warehouse.Cli.History;

/// <summary>An accepted change of a member, and what came of it.</summary>
internal sealed record MemberChange
{
    public required DateTime EffectiveAt { get; init; }

    public bool IsDelete { get; init; }

    public required string BatchId { get; init; }

    /// <summary>The key of the version that begins with it.</summary>
    public long? Opened { get; init; }

    /// <summary>The key of the version that ends with it.</summary>
    public long? Closed { get; init; }

    /// <summary>A later change of the same moment took its place.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>It arrived in a later batch than a change that takes effect after it.</summary>
    public bool IsLate { get; init; }

    public required ImmutableArray<object?> Values { get; init; }

    /// <summary>What it says otherwise than the change before it.</summary>
    public ImmutableArray<Difference> Differences { get; init; } = [];
}

/// <summary>A batch of the target's ledger.</summary>
internal sealed record MemberBatch(string BatchId, string Pipeline, string Source, string? File, DateTime BatchAt, DateTime CommittedAt, string Mode, long Deleted);

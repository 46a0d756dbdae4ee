using System.Collections.Immutable;

namespace Warehouse.Cli.History;

/// <summary>All that a target knows of one member of a dimension.</summary>
internal sealed record MemberHistory
{
    public required string Dimension { get; init; }

    public required string Table { get; init; }

    /// <summary>The parts of the natural key, in its order.</summary>
    public required ImmutableArray<(string Column, object Value)> Key { get; init; }

    public required long DurableKey { get; init; }

    public required bool KeepsVersions { get; init; }

    /// <summary>Whether the accepted changes are kept, as those of a `changes` feed are.</summary>
    public required bool KeepsChanges { get; init; }

    /// <summary>Attributes of the versions, in the table's order.</summary>
    public required ImmutableArray<string> Attributes { get; init; }

    /// <summary>Attributes of the changes.</summary>
    public required ImmutableArray<string> ChangeAttributes { get; init; }

    public required ImmutableArray<MemberVersion> Versions { get; init; }

    public required ImmutableArray<MemberChange> Changes { get; init; }

    /// <summary>In the order in which they were committed.</summary>
    public required ImmutableArray<MemberBatch> Batches { get; init; }

    /// <summary>The times at which no version holds, the last one without an end where the member is gone.</summary>
    public IEnumerable<(DateTime From, DateTime? To)> Gaps => Versions
        .Select((v, i) => (From: v.ValidTo, To: i + 1 < Versions.Length ? Versions[i + 1].ValidFrom : null, IsLast: i + 1 == Versions.Length))
        .Where(g => g.From is not null && (g.IsLast || g.To > g.From))
        .Select(g => (g.From!.Value, g.To));

    /// <summary>Where a batch stands among them, from 1; 0 for one that is not among them.</summary>
    public int NumberOf(string batchId) => Batches.Select(b => b.BatchId).ToList().IndexOf(batchId) + 1;
}

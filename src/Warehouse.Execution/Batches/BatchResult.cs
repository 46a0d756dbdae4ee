using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Batches;

/// <summary>How a batch has ended, and what it counted.</summary>
public sealed record BatchResult(BatchStatus Status, RowCounts Counts)
{
    /// <summary>Null where the batch was committed or had been before.</summary>
    public Diagnostic? Error { get; init; }

    /// <summary>Why rows were rejected, by code; also of a batch that was refused for it.</summary>
    public ImmutableArray<RejectSummary> Rejects { get; init; } = [];

    /// <summary>How often the transaction was begun.</summary>
    public int Attempts { get; init; }

    public static BatchResult Without(BatchStatus status, Diagnostic error) => new(status, RowCounts.Zero) { Error = error };
}

/// <summary>The end of a batch, in the words of <c>load --json</c>.</summary>
public enum BatchStatus
{
    Committed,

    /// <summary>Nothing was done: it was loaded before, or what it builds on has failed.</summary>
    Skipped,

    Failed,

    /// <summary>A guard or a gate said no.</summary>
    Refused,
}

/// <summary>How many rows were rejected for one reason, and some of them.</summary>
public sealed record RejectSummary(string Code, long Rows, ImmutableArray<RejectedRow> Samples);

/// <summary>A row that was not accepted: why, and all that it held, as JSON.</summary>
public sealed record RejectedRow(string Reason, string Payload);

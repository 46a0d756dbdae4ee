using Warehouse.Execution.Batches;

namespace Warehouse.ExecutionTests.Proofs;

/// <summary>What a proof says of a batch that should have been committed.</summary>
internal static class BatchFailure
{
    /// <summary>How it has ended, and why; null where it was committed.</summary>
    public static string? Of(BatchResult result) => result.Status == BatchStatus.Committed ? null : $"{result.Status}: {result.Error?.Message}";
}

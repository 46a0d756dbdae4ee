using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Batches;

/// <summary>A batch is about to be tried again: why, as which attempt, and after which pause.</summary>
/// <param name="Attempt">The further attempt's number; the first try was 1.</param>
/// <param name="Reason">What stopped the attempt before it, and is known to pass.</param>
public sealed record BatchRetry(int Attempt, TimeSpan Pause, Diagnostic Reason);

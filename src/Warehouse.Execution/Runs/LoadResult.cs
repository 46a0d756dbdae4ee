using System.Collections.Immutable;
using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Runs;

/// <summary>What a run has done.</summary>
public sealed record LoadResult(Guid RunId, DateTime RunAt, TimeSpan Duration, ImmutableArray<BatchOutcome> Batches)
{
    /// <summary>What stopped the run before its first batch; null where it began.</summary>
    public Diagnostic? Error { get; init; }

    public bool Ok => ExitCode == 0;

    /// <summary>That of the worst: interrupted, failed, refused, held by another load, done.</summary>
    public int ExitCode => Batches.Select(b => CodeOf(b.Result.Status, b.Result.Error)).Append(Error is null ? 0 : CodeOf(BatchStatus.Failed, Error))
        .MinBy(code => Array.IndexOf(WorstFirst, code));

    private static readonly int[] WorstFirst = [Exit.Interrupted, Exit.Failed, Exit.Refused, Exit.TryAgain, 0];

    private static int CodeOf(BatchStatus status, Diagnostic? error) => error switch
    {
        null => 0,
        _ when error.Rule == ExecutionRules.Interrupted => Exit.Interrupted,
        _ when IsBusy(error) => Exit.TryAgain,
        // What stopped it has a code of its own in this list.
        _ when error.Rule == ExecutionRules.UpstreamFailed => 0,
        _ => status == BatchStatus.Refused ? Exit.Refused : Exit.Failed,
    };

    /// <summary>Another load was in the way: the same may succeed later.</summary>
    internal static bool IsBusy(Diagnostic error) => error.Rule == ExecutionRules.Locked || error.Rule == ExecutionRules.Rival;
}

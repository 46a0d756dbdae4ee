using Warehouse.Execution.Batches;

namespace Warehouse.Execution.Runs;

/// <summary>How runs and their batches have ended, in the words of the run history.</summary>
public static class RunStatus
{
    /// <summary>It has not ended, as far as the target knows.</summary>
    public const string Running = "running";
    public const string Done = "done";
    public const string Committed = "committed";
    public const string Skipped = "skipped";
    public const string Failed = "failed";

    /// <summary>A guard or a gate said no.</summary>
    public const string Refused = "refused";

    /// <summary>Another load held what it needs: to be tried again later.</summary>
    public const string Busy = "busy";

    /// <summary>Of a run: Ctrl-C, or SIGTERM.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Of a batch that was under way then: rolled back.</summary>
    public const string Cancelled = "cancelled";

    internal static string Of(BatchResult result) => result switch
    {
        { Error: { } error } when error.Rule == ExecutionRules.Interrupted => Cancelled,
        { Error: { } error } when LoadResult.IsBusy(error) => Busy,
        { Status: BatchStatus.Committed } => Committed,
        { Status: BatchStatus.Skipped } => Skipped,
        { Status: BatchStatus.Refused } => Refused,
        _ => Failed,
    };

    internal static string Of(LoadResult result) => result.ExitCode switch
    {
        0 => Done,
        Exit.Refused => Refused,
        Exit.TryAgain => Busy,
        Exit.Interrupted => Interrupted,
        _ => Failed,
    };
}

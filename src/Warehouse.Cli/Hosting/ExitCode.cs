namespace Warehouse.Cli.Hosting;

/// <summary>What the command tells the shell.</summary>
public static class ExitCode
{
    public const int Done = 0;

    public const int FailedWhileRunning = 1;

    public const int WrongUsage = 2;

    public const int ModelHasErrors = 3;

    public const int CheckFailed = 4;

    /// <summary>A gate, drift or a guard said no.</summary>
    public const int Refused = 5;

    public const int ChangesPending = 6;

    /// <summary>A lock is held, or the target is throttled.</summary>
    public const int TryAgainLater = 75;

    public const int Interrupted = 130;
}

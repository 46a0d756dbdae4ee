namespace Warehouse.Execution.Runs;

/// <summary>The exit codes by which a load ends (cli.md).</summary>
internal static class Exit
{
    public const int Failed = 1;
    public const int Refused = 5;
    public const int TryAgain = 75;
    public const int Interrupted = 130;
}

using Warehouse.Execution.Runs;

namespace Warehouse.Cli.Observing;

/// <summary>How a run has ended, as those are told who were not there.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="ExitCode">What the shell is told; of a command that was stopped before its load it is not the result's own.</param>
internal sealed record RunEnd(string Project, string Target, DateTime At, LoadResult Result, int ExitCode);

using Warehouse.Execution;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>What stopped a command, in one problem and its exit code.</summary>
internal static class Stopped
{
    public static (int ExitCode, Diagnostic Reason) By(Exception error) => error switch
    {
        CommandException e => (e.ExitCode, e.Report.Diagnostics.FirstOrDefault(d => d.IsError) ?? e.Report.Diagnostics[0]),
        EngineException e => EngineProblems.Explain(e),
        OperationCanceledException => (ExitCode.Interrupted, ExecutionRules.Interrupted.At(SourceSpan.None, "interrupted; what was under way is rolled back")),
        LandingException e => (ExitCode.Refused, e.Rule.At(SourceSpan.None, e.Message, e.Help)),
        IOException or UnauthorizedAccessException =>
            (ExitCode.FailedWhileRunning, CliRules.FileUnusable.At(SourceSpan.None, error.Message, "see to the file's rights and to the room on its disk")),
        _ => (ExitCode.FailedWhileRunning, CliRules.InternalError.At(SourceSpan.None, $"internal error: {error.Message.Split('\n')[0].TrimEnd('\r')}", "run again with `--verbose`, and report what it shows")),
    };
}

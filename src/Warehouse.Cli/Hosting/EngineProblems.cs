using Warehouse.Execution;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>What an engine's failure means for the user and for the shell.</summary>
internal static class EngineProblems
{
    public static (int ExitCode, Diagnostic Diagnostic) Explain(EngineException error) => error.Failure switch
    {
        EngineFailure.LockHeld or EngineFailure.Transient => (
            ExitCode.TryAgainLater,
            ExecutionRules.Locked.At(SourceSpan.None, error.Message, "try again later; `load` and `run` wait for as many seconds as `--lock-timeout` says")),
        EngineFailure.ConnectionFailed => (
            ExitCode.FailedWhileRunning,
            ExecutionRules.ConnectionFailed.At(SourceSpan.None, error.Message, "check the target's settings, and that its server runs: `warehouse doctor`")),
        EngineFailure.SettingsUnusable => (
            ExitCode.FailedWhileRunning,
            ExecutionRules.ConnectionFailed.At(SourceSpan.None, error.Message, "set it, or change the target's settings in `warehouse.yml`")),
        EngineFailure.ConnectionLost => (
            ExitCode.FailedWhileRunning,
            ExecutionRules.ConnectionLost.At(SourceSpan.None, error.Message, "run it again: what was committed is not done twice")),
        EngineFailure.TableMissing => (
            ExitCode.FailedWhileRunning,
            ExecutionRules.TargetNotApplied.At(SourceSpan.None, error.Message, "run `warehouse apply`")),
        _ => (ExitCode.FailedWhileRunning, ExecutionRules.EngineError.At(SourceSpan.None, error.Message)),
    };
}

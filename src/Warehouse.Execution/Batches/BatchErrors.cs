using System.Globalization;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Batches;

/// <summary>What stopped a batch, as people are told.</summary>
internal static class BatchErrors
{
    /// <summary>Null for an exception that is a bug, and is not caught.</summary>
    public static BatchResult? Explain(Exception error, string pipeline, SourceSpan place) => error switch
    {
        AssertionException e => BatchResult.Without(
            e.IsGuard ? BatchStatus.Refused : BatchStatus.Failed,
            new DiagnosticRule(e.Assertion.Code, "assertion").At(place, $"`{pipeline}`: {e.Assertion.Message}{Named(e.Violations)}")),
        LandingException e => BatchResult.Without(BatchStatus.Refused, e.Rule.At(place, $"`{pipeline}`: {e.Message}", e.Help)),
        RivalException e => BatchResult.Without(BatchStatus.Failed, ExecutionRules.Rival.At(
            place,
            string.Create(CultureInfo.InvariantCulture, $"`{pipeline}`: another load was here: \"{e.Message}\" wrote {e.Written} rows in place of {e.Expected}; everything is rolled back"),
            "run the load again")),
        StepException e => BatchResult.Without(BatchStatus.Failed, OfEngine(e.Error, pipeline, place, e.Purpose)),
        EngineException e => BatchResult.Without(BatchStatus.Failed, OfEngine(e, pipeline, place, null)),
        _ => null,
    };

    public static Diagnostic OfEngine(EngineException error, string pipeline, SourceSpan place, string? purpose)
    {
        var during = purpose is null ? "" : $" (\"{purpose}\")";
        return error.Failure switch
        {
            EngineFailure.LockHeld or EngineFailure.Transient => ExecutionRules.Locked.At(
                place, $"`{pipeline}` is held by another load{during}: {error.Message}", "try again later, or give `--lock-timeout` more seconds"),
            EngineFailure.ConnectionFailed => ExecutionRules.ConnectionFailed.At(place, $"`{pipeline}`: {error.Message}", "check the target's settings and that the server runs"),
            EngineFailure.ConnectionLost => ExecutionRules.ConnectionLost.At(
                place, $"`{pipeline}`: the connection was lost{during}: {error.Message}", "run the load again: what was committed is not loaded twice"),
            EngineFailure.TableMissing => ExecutionRules.TargetNotApplied.At(place, $"`{pipeline}`: {error.Message}{during}", "run `warehouse apply`"),
            EngineFailure.TimedOut => ExecutionRules.EngineError.At(place, $"`{pipeline}`: a statement took too long{during}: {error.Message}", "give `statement_timeout` more time"),
            _ => ExecutionRules.EngineError.At(place, $"`{pipeline}`: the engine refused a statement{during}: {error.Message}"),
        };
    }

    private static string Named(RowSet violations)
    {
        var rows = violations.Rows.Select(r => string.Join(", ", violations.Columns.Zip(r, (name, value) => $"{name} = {Text(value)}")));
        return $" ({string.Join("; ", rows)})";
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        string s => $"'{s}'",
        DateTime t => t.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

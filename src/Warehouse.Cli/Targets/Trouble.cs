using Warehouse.Execution;
using Warehouse.Execution.Runs;

namespace Warehouse.Cli.Targets;

/// <summary>Why a pipeline does not go on: what a load would be refused now, or how the last one that tried has ended.</summary>
/// <param name="State">In a word: failed, refused, busy, cancelled or waits.</param>
/// <param name="Batch">The file or source, and the batch's time where it has one.</param>
/// <param name="At">When a run met it; null where it is known from the plan alone.</param>
/// <param name="Attempts">How often it was tried there.</param>
internal sealed record Trouble(string State, string Batch, DateTime? At, long Attempts, string Code, string Message, string? Help)
{
    /// <summary>What builds on a pipeline in trouble: it will go on with that one.</summary>
    public bool Waits => State == "waits";

    public static Trouble? OfPlan(PendingBatch? refused) => refused?.Refusal is { } refusal
        ? new(RunStatus.Refused, refused.File?.Name ?? refused.Source, null, 0, refusal.Code, refusal.Message, refusal.Help)
        : null;

    /// <param name="last">How the pipeline's last batch in a run has ended.</param>
    /// <param name="committedAt">When its last batch was committed; a later one has mended what was wrong.</param>
    public static Trouble? OfRun(PastBatch? last, DateTime? committedAt)
    {
        if (last is not { Code: { } code } || last.EndedAt < committedAt)
            return null;
        var state = code == ExecutionRules.UpstreamFailed.Code ? "waits" : last.Status;
        return new(state, last.File ?? last.Source, last.EndedAt, last.Attempts, code, last.Message ?? "", last.Help);
    }
}

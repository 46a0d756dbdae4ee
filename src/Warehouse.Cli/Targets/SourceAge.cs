using Warehouse.Cli.Rendering;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Targets;

/// <summary>How old the newest row is that a pipeline has from its source, against what the source's `freshness` allows.</summary>
/// <param name="Limits">Null where the source sets none: it is always fresh.</param>
/// <param name="Newest">The watermark where it is a time, else the time of the last batch; null where nothing was loaded.</param>
internal sealed record SourceAge(Freshness? Limits, DateTime? Newest, DateTime Now)
{
    public FreshnessState State => Limits is null ? FreshnessState.Fresh
        : IsBeyond(Limits.FailAfter) ? FreshnessState.TooOld
        : IsBeyond(Limits.WarnAfter) ? FreshnessState.Late
        : FreshnessState.Fresh;

    /// <summary>What is wrong, for an operator; null where nothing is.</summary>
    public string? Problem => State switch
    {
        FreshnessState.Fresh => null,
        _ when Newest is null => "nothing was loaded yet",
        FreshnessState.Late => $"its newest row is {Moments.Age(Now - Newest.Value)} old, late after {Moments.Age(Limits!.WarnAfter!.Value)}",
        _ => $"its newest row is {Moments.Age(Now - Newest.Value)} old, too old after {Moments.Age(Limits!.FailAfter!.Value)}",
    };

    /// <summary>A source that has never delivered is as late as one can be.</summary>
    private bool IsBeyond(TimeSpan? limit) => limit is { } after && (Newest is not { } newest || Now - newest > after);
}

/// <summary>What the age of the newest row means.</summary>
internal enum FreshnessState
{
    Fresh,

    /// <summary>Beyond `warn_after`.</summary>
    Late,

    /// <summary>Beyond `fail_after`.</summary>
    TooOld,
}

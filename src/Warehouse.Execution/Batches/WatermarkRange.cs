namespace Warehouse.Execution.Batches;

/// <summary>The part of a source's watermark that a batch loads, closed at both ends; of a source without one, and where nothing bounds it, NULL.</summary>
public sealed record WatermarkRange
{
    public DateTime? Low { get; init; }

    public DateTime? High { get; init; }

    /// <summary>From where rows are read: before <see cref="Low"/> by the source's lookback.</summary>
    public DateTime? ReadFrom { get; init; }

    /// <summary>In place of <see cref="Low"/>, where the watermark is a number.</summary>
    public long? LowNumber { get; init; }

    /// <summary>In place of <see cref="High"/>, where the watermark is a number.</summary>
    public long? HighNumber { get; init; }

    /// <summary>What a file or a source without a watermark has: no bounds.</summary>
    public static WatermarkRange None { get; } = new();
}

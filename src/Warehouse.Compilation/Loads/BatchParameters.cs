using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Loads;

/// <summary>The values that differ from batch to batch; all of them are given to every statement that names them.</summary>
public static class BatchParameters
{
    public static Parameter BatchId { get; } = new("batch_id", new SqlType.Text());

    /// <summary>The one clock of a batch.</summary>
    public static Parameter BatchAt { get; } = new("batch_at", new SqlType.Timestamp());

    public static Parameter ModelHash { get; } = new("model_hash", new SqlType.Text());

    /// <summary>incremental, backfill, full-refresh or replay.</summary>
    public static Parameter Mode { get; } = new("mode", new SqlType.Text());

    /// <summary>The file's name below the project, or NULL.</summary>
    public static Parameter FileName { get; } = new("file_name", new SqlType.Text());

    /// <summary>SHA-256 of the file's bytes in lower-case hexadecimal, or NULL.</summary>
    public static Parameter FileHash { get; } = new("file_hash", new SqlType.Text());

    /// <summary>The watermark that the batch begins from, or NULL at the first.</summary>
    public static Parameter Low { get; } = new("lo", new SqlType.Timestamp());

    /// <summary>The watermark that the batch reaches, inclusive, or NULL where the source has none.</summary>
    public static Parameter High { get; } = new("hi", new SqlType.Timestamp());

    /// <summary>The low watermark less the lookback: where reading begins, inclusive, or NULL: at the beginning.</summary>
    public static Parameter ReadFrom { get; } = new("read_from", new SqlType.Timestamp());

    /// <summary>In place of <see cref="Low"/>, where the watermark is a number; reading begins there, inclusive.</summary>
    public static Parameter LowNumber { get; } = new("lo_number", new SqlType.Integer());

    /// <summary>In place of <see cref="High"/>, where the watermark is a number.</summary>
    public static Parameter HighNumber { get; } = new("hi_number", new SqlType.Integer());

    public static Parameter StartedAt { get; } = new("started_at", new SqlType.Timestamp());

    /// <summary>When the batch is about to commit.</summary>
    public static Parameter CommittedAt { get; } = new("committed_at", new SqlType.Timestamp());
}

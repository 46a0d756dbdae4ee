using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>What the target remembers of its own loading, in the same database as the rows it speaks of.</summary>
public static class StateTables
{
    public const string Schema = "_warehouse";

    /// <summary>One row a pipeline; bumping its fence blocks or cancels a rival on every engine.</summary>
    public static TableDesign Lock { get; } = new(Schema, "lock", [Key("pipeline"), new("fence", DataType.Int64, Nullable: false)])
    {
        PrimaryKey = ["pipeline"],
        UpdatedInPlace = true,
    };

    /// <summary>The ledger: one row a batch that was committed, written with its rows. Of a watermark that is a number, lo_number and hi_number stand in place of lo and hi.</summary>
    public static TableDesign Batch { get; } = new(
        Schema,
        "batch",
        [
            Key("batch_id"), Key("pipeline"), Key("model_hash"), Key("source"), new("file", DataType.String),
            new("lo", DataType.Instant), new("hi", DataType.Instant), new("batch_at", DataType.Instant, Nullable: false),
            Key("mode"), Key("status"),
            .. LoadCounts.Names.Select(n => new ColumnDesign(n, DataType.Int64, Nullable: false)),
            new("started_at", DataType.Instant, Nullable: false), new("committed_at", DataType.Instant, Nullable: false), new("job_ref", DataType.String),
            new("lo_number", DataType.Int64), new("hi_number", DataType.Int64),
        ])
    {
        PrimaryKey = ["batch_id"],
    };

    /// <summary>How far a pipeline has read each of its sources: up to an instant, or up to a number.</summary>
    public static TableDesign Watermark { get; } = new(
        Schema,
        "watermark",
        [Key("pipeline"), Key("source"), new("hi", DataType.Instant), new("tiebreak", DataType.String), new("hi_number", DataType.Int64)])
    {
        PrimaryKey = ["pipeline", "source"],
        UpdatedInPlace = true,
    };

    /// <summary>The files that a pipeline has loaded, by what they held.</summary>
    public static TableDesign File { get; } = new(
        Schema,
        "file",
        [Key("pipeline"), Key("source"), Key("name"), Key("content_hash"), Key("batch_id")])
    {
        PrimaryKey = ["pipeline", "source", "name"],
    };

    /// <summary>Rows that were not accepted, whole, until they are replayed.</summary>
    public static TableDesign RejectedRow { get; } = new(
        Schema,
        "rejected_row",
        [Key("batch_id"), Key("target"), Key("source"), Key("code"), new("reason", DataType.String), new("payload", new DataType.Json()), new("replayed_by", DataType.String)]);

    /// <summary>What a load has found to be wrong with rows that it keeps.</summary>
    public static TableDesign CheckResult { get; } = new(
        Schema,
        "check_result",
        [Key("batch_id"), Key("target"), Key("check_name"), Key("code"), new("reason", DataType.String)]);

    /// <summary>The runs that have loaded something, or tried to: what an operator asks for. The ledger alone says what is loaded.</summary>
    public static TableDesign Run { get; } = new(
        Schema,
        "run",
        [
            Key("run_id"), Key("project"), new("command", DataType.String, Nullable: false, "As it was typed."),
            new("status", DataType.String, Nullable: false, "running until it has ended; then done, failed, refused, busy or interrupted."),
            new("exit_code", DataType.Int64), new("batches", DataType.Int64, Nullable: false, "How many it began with."),
            new("started_at", DataType.Instant, Nullable: false), new("seen_at", DataType.Instant, Nullable: false, "When it last ended a batch."), new("ended_at", DataType.Instant),
            new("code", DataType.String, Nullable: true, "Of what stopped it before its first batch."), new("message", DataType.String), new("help", DataType.String),
        ])
    {
        PrimaryKey = ["run_id"],
        UpdatedInPlace = true,
    };

    /// <summary>How each batch of a run has ended, also where nothing of it was written.</summary>
    public static TableDesign RunBatch { get; } = new(
        Schema,
        "run_batch",
        [
            Key("run_id"), new("number", DataType.Int64, Nullable: false, "In the run's order, from 1."), Key("pipeline"), Key("batch_id"), Key("source"), new("file", DataType.String),
            new("batch_at", DataType.Instant, Nullable: false), Key("mode"),
            new("status", DataType.String, Nullable: false, "committed, skipped, failed, refused, busy or cancelled."),
            new("attempts", DataType.Int64, Nullable: false), new("started_at", DataType.Instant, Nullable: false), new("ended_at", DataType.Instant, Nullable: false),
            new("code", DataType.String), new("message", DataType.String), new("help", DataType.String),
        ])
    {
        PrimaryKey = ["run_id", "number"],
    };

    /// <summary>The views that the toolkit has made, and what each was made from.</summary>
    public static TableDesign PublishedView { get; } = new(
        Schema,
        "published_view",
        [
            Key("view_schema"), Key("view_name"), Key("project"),
            new("definition", DataType.String, Nullable: false, "Another as soon as the view's query is; empty while the view is being made."),
            new("reads", DataType.String, Nullable: false, "The tables and views that it reads, by a blank."),
        ])
    {
        PrimaryKey = ["view_schema", "view_name"],
        UpdatedInPlace = true,
    };

    public static ImmutableArray<TableDesign> All { get; } = [Lock, Batch, Watermark, File, RejectedRow, CheckResult, Run, RunBatch, PublishedView];

    private static ColumnDesign Key(string name) => new(name, DataType.String, Nullable: false);
}

using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution;

/// <summary>What can go wrong while running. WH51xx are the assertions of compiled loads, which bring their own codes.</summary>
public static class ExecutionRules
{
    /// <summary>A rival holds the lock, or the database's file.</summary>
    public static DiagnosticRule Locked { get; } = new("WH5001", "locked");

    /// <summary>Ctrl-C, or SIGTERM.</summary>
    public static DiagnosticRule Interrupted { get; } = new("WH5002", "interrupted");

    /// <summary>Another load has written between this batch's beginning and its own writing.</summary>
    public static DiagnosticRule Rival { get; } = new("WH5003", "rival");

    public static DiagnosticRule ConnectionFailed { get; } = new("WH5004", "connection-failed");

    /// <summary>The target lacks tables that the model has.</summary>
    public static DiagnosticRule TargetNotApplied { get; } = new("WH5005", "target-not-applied");

    /// <summary>A statement's own error, in the engine's words.</summary>
    public static DiagnosticRule EngineError { get; } = new("WH5006", "engine-error");

    /// <summary>What this pipeline builds on has failed in this run.</summary>
    public static DiagnosticRule UpstreamFailed { get; } = new("WH5008", "upstream-failed");

    /// <summary>The connection broke, and trying again has not helped.</summary>
    public static DiagnosticRule ConnectionLost { get; } = new("WH5009", "connection-lost");

    /// <summary>What a run did could not be written down; it did it all the same.</summary>
    public static DiagnosticRule JournalFailed { get; } = new("WH5010", "journal-failed", Severity.Warning);

    public static DiagnosticRule FileChanged { get; } = new("WH5021", "file-changed");

    public static DiagnosticRule SnapshotOutOfOrder { get; } = new("WH5022", "snapshot-out-of-order");

    /// <summary>The table or file that a source names is not there.</summary>
    public static DiagnosticRule SourceMissing { get; } = new("WH5023", "source-missing");

    public static DiagnosticRule SourceColumnMissing { get; } = new("WH5024", "source-column-missing");

    /// <summary>Neither a file's name nor its rows say what time its batch has.</summary>
    public static DiagnosticRule NoBatchTime { get; } = new("WH5025", "no-batch-time");

    /// <summary>The model has a query for this source, but none for this engine.</summary>
    public static DiagnosticRule NoQueryForEngine { get; } = new("WH5026", "no-query-for-engine");

    /// <summary>A column of a source's contract has another type now.</summary>
    public static DiagnosticRule SourceColumnRetyped { get; } = new("WH5027", "source-column-retyped");

    /// <summary>The engine does not take the query that a source is given by.</summary>
    public static DiagnosticRule SourceQueryFailed { get; } = new("WH5028", "source-query-failed");

    /// <summary>A backfill's range means nothing for a pipeline.</summary>
    public static DiagnosticRule NotInRange { get; } = new("WH5029", "not-in-range", Severity.Warning);

    /// <summary>Rejected rows that cannot be loaded again by themselves.</summary>
    public static DiagnosticRule NotReplayed { get; } = new("WH5030", "not-replayed", Severity.Warning);

    /// <summary>Rows of a source that have no watermark, so that no batch finds them.</summary>
    public static DiagnosticRule NoWatermark { get; } = new("WH5044", "no-watermark", Severity.Warning);

    /// <summary>A pipeline that a full refresh cannot put in place, or that would lose by it what nothing else tells.</summary>
    public static DiagnosticRule NotRefreshable { get; } = new("WH5043", "not-refreshable");

    public static DiagnosticRule EmptyFile { get; } = new("WH5031", "empty-file");

    public static DiagnosticRule InvalidText { get; } = new("WH5032", "invalid-utf8");

    public static DiagnosticRule WrongDelimiter { get; } = new("WH5033", "wrong-delimiter");

    /// <summary>A header with a name twice, an empty name, or one that the target cannot bear.</summary>
    public static DiagnosticRule BadHeader { get; } = new("WH5034", "bad-header");

    /// <summary>A packed file that is cut off or damaged, or not packed as its name says.</summary>
    public static DiagnosticRule InvalidArchive { get; } = new("WH5035", "invalid-archive");

    public static DiagnosticRule UnbalancedQuote { get; } = new("WH5036", "unbalanced-quote");

    /// <summary>A line that is no JSON object.</summary>
    public static DiagnosticRule InvalidJson { get; } = new("WH5037", "invalid-json");

    public static DiagnosticRule InvalidParquet { get; } = new("WH5038", "invalid-parquet");

    /// <summary>A line where change events are expected, and that is none of a row.</summary>
    public static DiagnosticRule NotAChangeEvent { get; } = new("WH5039", "not-a-change-event");

    /// <summary>A row of a text file that is longer than what is kept in memory.</summary>
    public static DiagnosticRule RowTooLong { get; } = new("WH5040", "row-too-long");

    /// <summary>A file that cannot be opened or read, or is a folder.</summary>
    public static DiagnosticRule FileUnreadable { get; } = new("WH5041", "file-unreadable");

    /// <summary>A file that was written to while it was read.</summary>
    public static DiagnosticRule FileInMotion { get; } = new("WH5042", "file-in-motion");

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        Locked, Interrupted, Rival, ConnectionFailed, TargetNotApplied, EngineError, UpstreamFailed, ConnectionLost, JournalFailed, FileChanged, SnapshotOutOfOrder,
        SourceMissing, SourceColumnMissing, NoBatchTime, NoQueryForEngine, SourceColumnRetyped, SourceQueryFailed, NotInRange, NotReplayed, NotRefreshable, NoWatermark, EmptyFile, InvalidText, WrongDelimiter,
        BadHeader, InvalidArchive, UnbalancedQuote, InvalidJson, InvalidParquet, NotAChangeEvent, RowTooLong, FileUnreadable, FileInMotion,
    ];
}

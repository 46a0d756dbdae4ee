namespace Warehouse.Execution.Telemetry;

/// <summary>The names of what spans and measurements say of themselves; those of OpenTelemetry's semantic conventions where it has one.</summary>
internal static class Attributes
{
    public const string RunId = "warehouse.run_id";

    public const string Project = "warehouse.project";

    public const string Target = "warehouse.target";

    public const string BatchId = "warehouse.batch_id";

    public const string BatchAt = "warehouse.batch_at";

    public const string BatchCount = "warehouse.batches";

    public const string Pipeline = "warehouse.pipeline";

    public const string Source = "warehouse.source";

    public const string File = "warehouse.file";

    public const string Mode = "warehouse.mode";

    public const string Attempt = "warehouse.attempt";

    public const string Status = "warehouse.status";

    /// <summary>Before the ledger's name of a count.</summary>
    public const string RowsPrefix = "warehouse.rows.";

    /// <summary>The ledger's name of a count.</summary>
    public const string Count = "warehouse.count";

    public const string Reason = "warehouse.reason";

    /// <summary>Seconds between a try that failed and the next.</summary>
    public const string Pause = "warehouse.pause";

    public const string RowsWritten = "warehouse.rows_written";

    /// <summary>A diagnostic's code, or how the engine's error is classed. Messages are left out: an engine's may quote a row.</summary>
    public const string ErrorType = "error.type";

    public const string DatabaseSystem = "db.system.name";

    public const string QueryText = "db.query.text";

    public const string Operation = "db.operation.name";

    public const string Collection = "db.collection.name";

    /// <summary>The engine's own code of an error, such as a SQLSTATE.</summary>
    public const string ResponseStatus = "db.response.status_code";
}

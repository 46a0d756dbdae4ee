using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>What can be wrong with how the command is called, and with what this installation can do.</summary>
public static class CliRules
{
    /// <summary>A target names an engine that this installation does not know.</summary>
    public static DiagnosticRule UnknownEngine { get; } = new("WH4001", "unknown-engine");

    /// <summary>SQL is written for the engine, but nothing here can connect to it.</summary>
    public static DiagnosticRule EngineNotExecutable { get; } = new("WH4002", "engine-not-executable");

    /// <summary>A dialect has no words for what the model asks of it.</summary>
    public static DiagnosticRule Unsupported { get; } = new("WH4003", "unsupported-by-dialect");

    public static DiagnosticRule WrongUsage { get; } = new("WH7001", "wrong-usage");

    public static DiagnosticRule NotBuiltYet { get; } = new("WH7002", "not-built-yet");

    public static DiagnosticRule NoProject { get; } = new("WH7003", "no-project");

    public static DiagnosticRule UnknownTarget { get; } = new("WH7004", "unknown-target");

    /// <summary>`--select` names what the project does not have.</summary>
    public static DiagnosticRule NothingSelected { get; } = new("WH7005", "nothing-selected");

    /// <summary>A file that would be written is there already, and is not ours.</summary>
    public static DiagnosticRule FileInTheWay { get; } = new("WH7006", "file-in-the-way");

    public static DiagnosticRule NotConfirmed { get; } = new("WH7007", "not-confirmed");

    public static DiagnosticRule InternalError { get; } = new("WH7008", "internal-error");

    /// <summary>The plan file is not a plan, or no longer says what the model and the target say.</summary>
    public static DiagnosticRule StalePlan { get; } = new("WH7009", "stale-plan");

    /// <summary>A file cannot be read or written.</summary>
    public static DiagnosticRule FileUnusable { get; } = new("WH7010", "file-unusable");

    /// <summary>The model has no such dimension, or one that has no members of its own.</summary>
    public static DiagnosticRule NoSuchDimension { get; } = new("WH7011", "no-such-dimension");

    /// <summary>A natural key that is typed does not convert to the key's type.</summary>
    public static DiagnosticRule KeyUnconvertible { get; } = new("WH7012", "key-unconvertible");

    /// <summary>The target has no member of that natural key.</summary>
    public static DiagnosticRule UnknownMember { get; } = new("WH7013", "unknown-member");

    /// <summary>Somebody who observes runs could not be told of this one, for a reason that nobody has thought of.</summary>
    public static DiagnosticRule ObserverFailed { get; } = new("WH7020", "observer-failed", Severity.Warning);

    /// <summary>Traces or metrics did not reach the OpenTelemetry endpoint.</summary>
    public static DiagnosticRule TelemetryNotDelivered { get; } = new("WH7021", "telemetry-not-delivered", Severity.Warning);

    public static DiagnosticRule LineageNotDelivered { get; } = new("WH7022", "lineage-not-delivered", Severity.Warning);

    public static DiagnosticRule WebhookNotDelivered { get; } = new("WH7023", "webhook-not-delivered", Severity.Warning);

    public static DiagnosticRule MetricsNotWritten { get; } = new("WH7024", "metrics-not-written", Severity.Warning);

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        UnknownEngine, EngineNotExecutable, Unsupported, WrongUsage, NotBuiltYet, NoProject, UnknownTarget, NothingSelected, FileInTheWay, NotConfirmed,
        InternalError, StalePlan, FileUnusable, NoSuchDimension, KeyUnconvertible, UnknownMember, ObserverFailed, TelemetryNotDelivered, LineageNotDelivered, WebhookNotDelivered, MetricsNotWritten,
    ];
}

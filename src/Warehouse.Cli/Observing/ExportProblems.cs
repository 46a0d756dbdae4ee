using System.Diagnostics.Tracing;

namespace Warehouse.Cli.Observing;

/// <summary>Hears what the OpenTelemetry SDK says of its own failures, which it tells nobody else.</summary>
internal sealed class ExportProblems : EventListener
{
    /// <summary>The SDK's warning that a meter of the platform is not ours.</summary>
    private const string Ignored = "MetricInstrumentIgnored";

    private volatile string? _first;

    /// <summary>What went wrong first; null: nothing did.</summary>
    public string? First => _first;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName != Ignored)
            _first ??= Reason(eventData);
    }

    // The value of a setting may be a secret, and is left out.
    private static string Reason(EventWrittenEventArgs said) => said switch
    {
        { EventName: "InvalidConfigurationValue", Payload: [string key, ..] } => $"the value of {key} cannot be used",
        { Payload: { } told } when told.OfType<string>().FirstOrDefault(t => t.Contains("Exception", StringComparison.Ordinal)) is { } error => FirstLine(error),
        _ => said.EventName ?? "unknown",
    };

    /// <summary>An exception's message without its type and its trace.</summary>
    private static string FirstLine(string error)
    {
        var line = error.Split('\n')[0].TrimEnd('\r');
        var message = line.IndexOf(": ", StringComparison.Ordinal);
        return message < 0 ? line : line[(message + 2)..];
    }
}

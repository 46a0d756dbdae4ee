using System.Diagnostics;
using System.Runtime.CompilerServices;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Observing;

/// <summary>Sends traces and metrics where OpenTelemetry's standard environment variables say, if they say so.</summary>
internal sealed class TelemetryExport(OtlpProviders providers) : IRunWatcher
{
    /// <summary>How long the last of them may take to be sent.</summary>
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(4);

    /// <summary>Null where the environment asks for nothing: then nothing of the SDK is loaded.</summary>
    public static TelemetryExport? Begin(Func<string, string?> environment)
    {
        var (traces, metrics) = (IsAsked(environment, "TRACES"), IsAsked(environment, "METRICS"));
        return string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase) || !(traces || metrics) ? null : Start(traces, metrics);
    }

    /// <summary>The span that started this process, as schedulers hand it on: W3C's trace context in the environment. One that is none is passed over, as the standard says.</summary>
    public static ActivityContext Caller(Func<string, string?> environment) =>
        ActivityContext.TryParse(environment("TRACEPARENT"), environment("TRACESTATE"), isRemote: true, out var caller) ? caller : default;

    public void Report(LoadEvent value)
    {
        // What is sent is collected where it arises: the run's own source of spans and its meter.
    }

    public Task<Diagnostic?> FinishAsync(RunEnd end, CancellationToken patience) => Task.FromResult(providers.Finish(FlushTime) is { } problem
        ? CliRules.TelemetryNotDelivered.At(SourceSpan.None, $"OpenTelemetry: {problem}", "see to the endpoint of OTEL_EXPORTER_OTLP_ENDPOINT, or set OTEL_SDK_DISABLED=true")
        : null);

    public void Dispose() => providers.Dispose();

    /// <summary>Asked for by the exporter's name, or by an endpoint where none is named.</summary>
    /// <exception cref="UnusableException">The exporter is one that is not here.</exception>
    private static bool IsAsked(Func<string, string?> environment, string signal)
    {
        var exporter = environment($"OTEL_{signal}_EXPORTER");
        return exporter switch
        {
            null or "" => Has("OTEL_EXPORTER_OTLP_ENDPOINT") || Has($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"),
            "otlp" => true,
            "none" => false,
            _ => throw new UnusableException(CliRules.TelemetryNotDelivered.At(SourceSpan.None, $"OTEL_{signal}_EXPORTER asks for an exporter that is not here", "set it to `otlp` or `none`")),
        };

        bool Has(string variable) => !string.IsNullOrEmpty(environment(variable));
    }

    // Apart, so that the SDK's assemblies are loaded for those alone who ask.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TelemetryExport Start(bool traces, bool metrics) => new(OtlpProviders.Start(traces, metrics));
}

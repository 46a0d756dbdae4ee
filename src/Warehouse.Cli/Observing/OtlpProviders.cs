using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Telemetry;

namespace Warehouse.Cli.Observing;

/// <summary>The OpenTelemetry SDK, which reads the environment itself: endpoint, protocol, headers, sampler, limits, resource.</summary>
internal sealed class OtlpProviders : IDisposable
{
    private readonly ExportProblems _problems = new();
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private OtlpProviders(bool traces, bool metrics)
    {
        // What the environment says of the service comes last, and holds.
        var resource = ResourceBuilder.CreateEmpty().AddTelemetrySdk()
            .AddService("warehouse", serviceVersion: ToolVersion.Text, autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector();
        if (traces)
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Instruments.Name).AddOtlpExporter().Build();
        if (metrics)
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Instruments.Name).AddOtlpExporter().Build();
    }

    public static OtlpProviders Start(bool traces, bool metrics) => new(traces, metrics);

    /// <summary>Sends what is left, and says what has gone wrong since the start; null: nothing.</summary>
    public string? Finish(TimeSpan within)
    {
        var milliseconds = (int)within.TotalMilliseconds;
        // Both at once: one endpoint that hangs would take the time of the other.
        var ended = new bool[2];
        Parallel.Invoke(
            () => ended[0] = _traces?.Shutdown(milliseconds) ?? true,
            () => ended[1] = _metrics?.Shutdown(milliseconds) ?? true);
        return _problems.First ?? (ended.All(e => e) ? null : "the endpoint did not take all of it in time");
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _problems.Dispose();
    }
}

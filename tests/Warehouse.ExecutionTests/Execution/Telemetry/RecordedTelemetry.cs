using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Warehouse.Execution.Telemetry;

namespace Warehouse.ExecutionTests.Execution.Telemetry;

/// <summary>All that is traced and measured in this process while it lives, by whichever test.</summary>
internal sealed class RecordedTelemetry : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ConcurrentQueue<Measurement> _measurements = [];
    private readonly ActivityListener _tracing;
    private readonly MeterListener _metering = new();

    public RecordedTelemetry()
    {
        _tracing = new()
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_tracing);
        _metering.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instruments.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _metering.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measurements.Enqueue(new(instrument.Name, value, Read(tags))));
        _metering.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measurements.Enqueue(new(instrument.Name, value, Read(tags))));
        _metering.Start();
    }

    /// <summary>The run's span and all below it, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> OfRun(Guid runId)
    {
        var run = _spans.Single(s => s.OperationName == "load" && Equals(s.GetTagItem("warehouse.run_id"), runId.ToString()));
        return [.. _spans.Where(s => s.TraceId == run.TraceId)];
    }

    public IReadOnlyList<Measurement> Of(string pipeline) => [.. _measurements.Where(m => Equals(m.Tags.GetValueOrDefault("warehouse.pipeline"), pipeline))];

    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }

    private static Dictionary<string, object?> Read(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.ToArray().ToDictionary();
}

/// <summary>One measurement: of what, how much, and of which.</summary>
internal sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);

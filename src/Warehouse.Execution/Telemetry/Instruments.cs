using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Warehouse.Execution.Telemetry;

/// <summary>What a run is traced and measured by. Nothing is recorded until somebody listens to <see cref="Name"/>.</summary>
public static class Instruments
{
    /// <summary>The name of the source of spans, and of the meter.</summary>
    public const string Name = "Warehouse";

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    internal static ActivitySource Spans { get; } = new(Name, Version);

    private static Meter Meter { get; } = new(Name, Version);

    internal static Counter<long> Batches { get; } = Meter.CreateCounter<long>("warehouse.batches", "{batch}", "Batches that have ended, by status.");

    internal static Counter<long> Rows { get; } = Meter.CreateCounter<long>("warehouse.rows", "{row}", "What committed batches counted, by pipeline and by the ledger's name of the count.");

    internal static Counter<long> RejectedRows { get; } = Meter.CreateCounter<long>("warehouse.rejected_rows", "{row}", "Rows that committed batches did not accept, by pipeline and reason.");

    internal static Counter<long> Retries { get; } = Meter.CreateCounter<long>("warehouse.retries", "{retry}", "Batches tried again after what is known to pass, by pipeline and reason.");

    internal static Histogram<double> BatchDuration { get; } = Meter.CreateHistogram(
        "warehouse.batch.duration",
        "s",
        "How long batches take, by pipeline and status.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] });
}

using System.Globalization;
using System.Text;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Observing;

/// <summary>What a run has counted in Prometheus' text format, for a node exporter to read.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();
    private readonly string _labels;

    private PrometheusText(RunEnd end) => _labels = $"project=\"{Escape(end.Project)}\",target=\"{Escape(end.Target)}\"";

    /// <summary>Every pipeline that the run loads has its lines, also one that had no batches: a line that goes away alerts nobody.</summary>
    public static string Write(RunEnd end, IEnumerable<string> pipelines, IReadOnlyList<LastCommits> commits)
    {
        var text = new PrometheusText(end);
        text.Gauge("warehouse_run_timestamp_seconds", "When the last run ended, in seconds since 1970-01-01.", [("", Seconds(end.At))]);
        text.Gauge("warehouse_run_success", "1 where the last run's exit code was 0, else 0.", [("", end.ExitCode == ExitCode.Done ? "1" : "0")]);
        text.Gauge("warehouse_run_exit_code", "The last run's exit code.", [("", Number(end.ExitCode))]);
        text.Gauge("warehouse_run_duration_seconds", "How long the last run took.", [("", Seconds(end.Result.Duration))]);
        var names = pipelines.Order(StringComparer.Ordinal).ToList();
        var batches = end.Result.Batches.ToLookup(b => b.Batch.Load.Pipeline, StringComparer.Ordinal);
        text.Gauge("warehouse_pipeline_batches", "Batches of the last run, by how they ended.", names.SelectMany(p => Statuses.Select(s =>
            ($"{Pipeline(p)},status=\"{LoadJson.Word(s)}\"", Number(batches[p].Count(b => b.Result.Status == s))))));
        text.Gauge("warehouse_pipeline_failures", "Batches of the last run that failed or were refused.", names.Select(p =>
            (Pipeline(p), Number(batches[p].Count(b => b.Result.Status is BatchStatus.Failed or BatchStatus.Refused)))));
        text.Gauge("warehouse_pipeline_rows", "Rows of the last run's committed batches, by the ledger's name of the count.", names.SelectMany(p => LoadCounts.Names.Select(c =>
            ($"{Pipeline(p)},count=\"{c}\"", Number(Sum(batches[p], c))))));
        text.Gauge("warehouse_pipeline_rejected_rows", "Rows that the last run's committed batches did not accept.", names.Select(p =>
            (Pipeline(p), Number(Sum(batches[p], LoadCounts.Rejected)))));
        var known = commits.OrderBy(c => c.Pipeline, StringComparer.Ordinal).ToList();
        text.Gauge("warehouse_pipeline_last_commit_timestamp_seconds", "When the pipeline last committed a batch, in whichever run.", known.Select(c => (Pipeline(c.Pipeline), Seconds(c.CommittedAt))));
        text.Gauge("warehouse_pipeline_last_batch_timestamp_seconds", "The latest batch time that the pipeline has committed.", known.Select(c => (Pipeline(c.Pipeline), Seconds(c.BatchAt))));
        return text._text.ToString();
    }

    private static readonly BatchStatus[] Statuses = [BatchStatus.Committed, BatchStatus.Skipped, BatchStatus.Failed, BatchStatus.Refused];

    private void Gauge(string name, string help, IEnumerable<(string Labels, string Value)> samples)
    {
        var lines = samples.Select(s => $"{name}{{{_labels}{(s.Labels.Length > 0 ? "," : "")}{s.Labels}}} {s.Value}\n").ToList();
        if (lines.Count > 0)
            _text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n").AppendJoin("", lines);
    }

    private static long Sum(IEnumerable<BatchOutcome> batches, string count) => batches.Where(b => b.Result.Status == BatchStatus.Committed).Sum(b => b.Result.Counts[count]);

    private static string Pipeline(string name) => $"pipeline=\"{Escape(name)}\"";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(DateTime at) => Seconds(at - DateTime.UnixEpoch);

    private static string Seconds(TimeSpan time) => ((decimal)time.Ticks / TimeSpan.TicksPerSecond).ToString("0.######", CultureInfo.InvariantCulture);

    // The format's three escapes.
    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

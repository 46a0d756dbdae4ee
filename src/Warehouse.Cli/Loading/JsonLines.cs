using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Rendering;
using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Loading;

/// <summary>An object a line, for programs that watch.</summary>
internal sealed class JsonLines(TextWriter writer) : LoadProgress, IProgress<LoadEvent>
{
    public override Task<LoadResult> FollowAsync(Func<IProgress<LoadEvent>, Task<LoadResult>> run) => run(this);

    public void Report(LoadEvent value) => writer.WriteLine(Of(value));

    private static string Of(LoadEvent value) => value switch
    {
        LoadEvent.RunStarted e => Line(e, "info", "run_started", e.RunId, new() { ["batches"] = e.Plan.Batches.Length }),
        LoadEvent.BatchStarted e => Line(e, "info", "batch_started", e.RunId, Batch(e.Batch)),
        LoadEvent.BatchProgress e => Line(e, "debug", "batch_progress", e.RunId, With(Batch(e.Batch), "doing", e.Doing)),
        LoadEvent.BatchRetried e => Line(e, "warning", "batch_retried", e.RunId, Retry(e)),
        LoadEvent.BatchFinished e => Line(e, e.Outcome.Result.Error is null ? "info" : "error", "batch_finished", e.RunId, Outcome(e.Outcome)),
        LoadEvent.Warned e => Line(e, "warning", "warning", e.RunId, LogLine.Problem(e.Warning)),
        LoadEvent.RunFinished e => Line(e, e.Result.Ok ? "info" : "error", "run_finished", e.Result.RunId, With(
            new() { ["ok"] = e.Result.Ok, ["batches"] = e.Result.Batches.Length, ["duration_ms"] = (long)e.Result.Duration.TotalMilliseconds }, "error", Error(e.Result.Error))),
        _ => Line(value, "info", value.GetType().Name, null, []),
    };

    private static string Line(LoadEvent value, string level, string name, Guid? runId, JsonObject more) => LogLine.Of(value.At, level, name, runId, more);

    private static JsonObject Batch(PendingBatch batch) => new()
    {
        ["batch_id"] = batch.BatchId.ToString(),
        ["pipeline"] = batch.Load.Pipeline,
        ["source"] = batch.Source,
        ["file"] = batch.File?.Name,
        ["batch_at"] = Moments.Iso(batch.BatchAt),
    };

    private static JsonObject Retry(LoadEvent.BatchRetried e)
    {
        var line = Batch(e.Batch);
        line["attempt"] = e.Retry.Attempt;
        line["pause_ms"] = (long)e.Retry.Pause.TotalMilliseconds;
        line["reason"] = Error(e.Retry.Reason);
        return line;
    }

    private static JsonObject Outcome(BatchOutcome outcome)
    {
        var line = Batch(outcome.Batch);
        line["attempt"] = outcome.Result.Attempts;
        line["status"] = LoadJson.Word(outcome.Result.Status);
        foreach (var name in LoadCounts.Names)
            line[name] = outcome.Result.Counts[name];
        line["duration_ms"] = (long)outcome.Duration.TotalMilliseconds;
        line["error"] = Error(outcome.Result.Error);
        return line;
    }

    private static JsonObject? Error(Diagnostic? error) => error is null ? null : LogLine.Problem(error);

    private static JsonObject With(JsonObject json, string key, JsonNode? value)
    {
        json[key] = value;
        return json;
    }
}

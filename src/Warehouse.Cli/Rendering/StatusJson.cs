using System.Text.Json.Nodes;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Rendering;

/// <summary>What a target tells of its loading, for programs.</summary>
internal static class StatusJson
{
    public static JsonObject Write(TargetStatus status) => new()
    {
        ["target"] = status.Target,
        ["pipelines"] = Array(status.Pipelines, Pipeline),
        ["rejected"] = Array(status.Rejected, r => new() { ["pipeline"] = r.Pipeline, ["code"] = r.Code, ["reason"] = r.Reason, ["rows"] = r.Rows }),
        ["held"] = Array(status.Held, h => new() { ["pipeline"] = h.Pipeline, ["rows"] = h.Rows }),
        ["lacks"] = status.Changes.Steps.Length,
        ["differences"] = Array(status.Changes.Differences, d => new() { ["code"] = d.Code, ["message"] = d.Message, ["help"] = d.Help }),
        ["runs"] = Array(status.Runs, Run),
        ["next"] = Array(new NextOrders(status), o => new() { ["command"] = o.Command, ["because"] = o.Because }),
    };

    private static JsonObject Pipeline(PipelineStatus s) => new()
    {
        ["pipeline"] = s.Pipeline,
        ["state"] = s.State,
        ["source"] = s.Source,
        ["watermark"] = s.Watermark is { } hi ? Moments.Iso(hi) : s.WatermarkNumber is { } number ? JsonValue.Create(number) : null,
        ["last_file"] = s.LastFile,
        ["last_batch"] = s.LastBatchId is null ? null : new JsonObject
        {
            ["batch_id"] = s.LastBatchId,
            ["batch_at"] = Moments.Iso(s.LastBatchAt!.Value),
            ["committed_at"] = Moments.Iso(s.LastCommittedAt!.Value),
            ["read"] = s.LastRead,
        },
        ["batches"] = s.Batches,
        ["rejected_rows"] = s.RejectedRows,
        ["pending"] = s.Pending,
        ["freshness"] = s.Age.Limits is null ? null : new JsonObject
        {
            ["state"] = s.Age.State switch
            {
                FreshnessState.Fresh => "fresh",
                FreshnessState.Late => "late",
                _ => "too_old",
            },
            ["newest"] = s.Age.Newest is { } newest ? Moments.Iso(newest) : null,
        },
        ["trouble"] = s.Trouble is not { } t ? null : new JsonObject
        {
            ["state"] = t.State,
            ["batch"] = t.Batch,
            ["at"] = Time(t.At),
            ["attempts"] = t.Attempts,
            ["code"] = t.Code,
            ["message"] = t.Message,
            ["help"] = t.Help,
        },
    };

    private static JsonObject Run(Execution.Runs.PastRun run) => new()
    {
        ["run_id"] = run.RunId,
        ["command"] = run.Command,
        ["status"] = run.Status,
        ["started_at"] = Moments.Iso(run.StartedAt),
        ["seen_at"] = Moments.Iso(run.SeenAt),
        ["ended_at"] = Time(run.EndedAt),
        ["batches"] = run.Batches,
        ["ended"] = new JsonObject(run.Ended.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Status, e.Count))),
        ["error"] = run.Code is null ? null : new JsonObject { ["code"] = run.Code, ["message"] = run.Message, ["help"] = run.Help },
    };

    private static string? Time(DateTime? time) => time is { } at ? Moments.Iso(at) : null;

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> json) => [.. items.Select(json)];
}

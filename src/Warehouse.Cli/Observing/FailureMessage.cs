using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Rendering;
using Warehouse.Execution;
using Warehouse.Execution.Runs;

namespace Warehouse.Cli.Observing;

/// <summary>What a webhook is told of a run that has failed. Its `text` is all that a chat shows.</summary>
internal static class FailureMessage
{
    /// <summary>How many of the failed batches the text names.</summary>
    private const int Named = 3;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RunEnd end)
    {
        var failed = end.Result.Batches.Where(b => b.Result.Error is { } e && e.Rule != ExecutionRules.UpstreamFailed).ToList();
        return new JsonObject
        {
            ["text"] = Text(end, failed),
            ["project"] = end.Project,
            ["target"] = end.Target,
            ["run_id"] = end.Result.RunId.ToString(),
            ["at"] = Moments.Iso(end.At),
            ["ok"] = end.ExitCode == ExitCode.Done,
            ["exit_code"] = end.ExitCode,
            ["error"] = end.Result.Error is { } error ? LogLine.Problem(error) : null,
            ["batches"] = new JsonArray([.. failed.Select(Batch)]),
            ["waiting"] = end.Result.Batches.Count(b => b.Result.Error?.Rule == ExecutionRules.UpstreamFailed),
        }.ToJsonString(Plain);
    }

    private static string Text(RunEnd end, List<BatchOutcome> failed)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"warehouse: the load of {end.Project} into {end.Target} has failed (exit {end.ExitCode})");
        var reasons = failed.Take(Named).Select(b => $"{b.Batch.Load.Pipeline}: {b.Result.Error!.Code} {b.Result.Error.Rule.Name}").ToList();
        if (end.Result.Error is { } error)
            reasons.Add($"{error.Code} {error.Rule.Name}: {error.Message}");
        if (failed.Count > Named)
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"and {failed.Count - Named} more"));
        return reasons.Count == 0 ? head : $"{head}: {string.Join("; ", reasons)}";
    }

    private static JsonObject Batch(BatchOutcome outcome) => new()
    {
        ["pipeline"] = outcome.Batch.Load.Pipeline,
        ["batch_id"] = outcome.Batch.BatchId.ToString(),
        ["source"] = outcome.Batch.Source,
        ["file"] = outcome.Batch.File?.Name,
        ["status"] = LoadJson.Word(outcome.Result.Status),
        ["code"] = outcome.Result.Error!.Code,
        ["message"] = outcome.Result.Error.Message,
        ["help"] = outcome.Result.Error.Help,
    };
}

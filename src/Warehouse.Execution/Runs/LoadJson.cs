using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Tables;

namespace Warehouse.Execution.Runs;

/// <summary>A run's result as <c>load --json</c> prints it (cli.md).</summary>
public static class LoadJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(LoadResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("run_id", result.RunId);
            json.WriteBoolean("ok", result.Ok);
            json.WriteStartArray("batches");
            foreach (var batch in result.Batches)
                Batch(json, batch);
            json.WriteEndArray();
            if (result.Error is { } error)
                Error(json, error);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A status in the words of cli.md.</summary>
    public static string Word(BatchStatus status) => status switch
    {
        BatchStatus.Committed => "committed",
        BatchStatus.Skipped => "skipped",
        BatchStatus.Refused => "refused",
        _ => "failed",
    };

    private static void Batch(Utf8JsonWriter json, BatchOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("pipeline", outcome.Batch.Load.Pipeline);
        json.WriteString("batch_id", outcome.Batch.BatchId);
        json.WriteString("source", outcome.Batch.Source);
        if (outcome.Batch.File is { } file)
            json.WriteString("file", file.Name);
        json.WriteString("status", Word(outcome.Result.Status));
        foreach (var name in LoadCounts.Names)
            json.WriteNumber(name, outcome.Result.Counts[name]);
        json.WriteNumber("duration_ms", (long)outcome.Duration.TotalMilliseconds);
        if (outcome.Result.Error is { } error)
            Error(json, error);
        else
            json.WriteNull("error");
        json.WriteEndObject();
    }

    private static void Error(Utf8JsonWriter json, Diagnostic error)
    {
        json.WriteStartObject("error");
        json.WriteString("code", error.Code);
        json.WriteString("message", error.Message);
        json.WriteString("help", error.Help);
        json.WriteEndObject();
    }
}

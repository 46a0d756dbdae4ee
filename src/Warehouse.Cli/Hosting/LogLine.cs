using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Cli.Rendering;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>A line of `--log json`: when, how serious, what, and of which run.</summary>
internal static class LogLine
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="more">What the line says besides; its members are moved to the line.</param>
    public static string Of(DateTime at, string level, string name, Guid? runId, JsonObject more)
    {
        var line = new JsonObject { ["ts"] = Moments.Iso(at), ["level"] = level, ["event"] = name };
        if (runId is { } run)
            line["run_id"] = run.ToString();
        foreach (var (key, member) in more)
            line[key] = member?.DeepClone();
        return line.ToJsonString(Plain);
    }

    public static string Of(DateTime at, Diagnostic diagnostic, Guid? runId) => diagnostic.IsError
        ? Of(at, "error", "error", runId, Problem(diagnostic))
        : Of(at, "warning", "warning", runId, Problem(diagnostic));

    public static JsonObject Problem(Diagnostic diagnostic) => new() { ["code"] = diagnostic.Code, ["message"] = diagnostic.Message, ["help"] = diagnostic.Help };
}

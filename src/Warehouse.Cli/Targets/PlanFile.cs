using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Targets;

/// <summary>A plan as a file: what was reviewed, and the hash by which `apply` knows it again.</summary>
internal static class PlanFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Json(PlannedChanges plan) => new()
    {
        ["version"] = 1,
        ["target"] = plan.TargetName,
        ["engine"] = plan.Engine,
        ["plan_hash"] = plan.Hash,
        ["steps"] = new JsonArray([.. plan.Steps.Select((s, i) => new JsonObject
        {
            ["id"] = i + 1,
            ["kind"] = s.Step.Kind,
            ["level"] = "safe",
            ["object"] = s.Step.Object,
            ["purpose"] = s.Purpose,
            ["sql"] = new JsonArray([.. s.Sql.Select(q => JsonValue.Create(q))]),
        })]),
        ["differences"] = new JsonArray([.. plan.Differences.Select(d => new JsonObject { ["code"] = d.Code, ["message"] = d.Message, ["help"] = d.Help })]),
    };

    public static string Text(PlannedChanges plan) => Json(plan).ToJsonString(Indented) + "\n";

    /// <summary>Stops the command unless the file is this very plan, whole and for what is there now.</summary>
    public static void Verify(string path, PlannedChanges plan)
    {
        var (engine, hash, statements) = Read(path);
        if (PlannedChanges.HashOf(engine, statements) != hash)
            throw Stale($"`{path}` was changed after it was written: its statements do not have its hash");
        if (hash != plan.Hash)
            throw Stale($"`{path}` is not what the model and the target `{plan.TargetName}` ask for now");
    }

    private static (string Engine, string Hash, List<string> Statements) Read(string path)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            var statements = root["steps"]!.AsArray().SelectMany(s => s!["sql"]!.AsArray().Select(q => q!.GetValue<string>()));
            return (root["engine"]!.GetValue<string>(), root["plan_hash"]!.GetValue<string>(), [.. statements]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw Stale($"`{path}` is no plan");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"there is no plan `{path}`", "write one with `warehouse plan --out FILE`");
        }
    }

    private static CommandException Stale(string message) =>
        new(ExitCode.Refused, CliRules.StalePlan.At(SourceSpan.None, message, "write it anew with `warehouse plan --out FILE`, and look at it"));
}

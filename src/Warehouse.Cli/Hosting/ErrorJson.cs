using System.Text.Json.Nodes;
using Warehouse.Cli.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>What stopped a command, as programs read it.</summary>
internal static class ErrorJson
{
    /// <summary>The first error, and beside it all of them as `validate --json` has them, where they point at the model.</summary>
    public static JsonObject Of(DiagnosticReport report)
    {
        var first = report.Diagnostics.FirstOrDefault(d => d.IsError) ?? report.Diagnostics[0];
        var json = new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = first.Code, ["message"] = first.Message, ["help"] = first.Help },
        };
        if (report.Diagnostics.Any(d => !d.Span.IsNone))
            json["diagnostics"] = JsonNode.Parse(JsonReport.Write(report))!["diagnostics"]!.DeepClone();
        return json;
    }
}

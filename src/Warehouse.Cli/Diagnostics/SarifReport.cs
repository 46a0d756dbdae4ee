using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Diagnostics;

/// <summary>Problems as code hosts read them: SARIF 2.1.0 (OASIS), one run with the rules that were broken.</summary>
public static class SarifReport
{
    private static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" };

    public static string Write(DiagnosticReport report)
    {
        var rules = report.Diagnostics.Select(d => d.Rule).DistinctBy(r => r.Code).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject { ["name"] = "warehouse", ["rules"] = new JsonArray([.. rules.Select(OfRule)]) },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. report.Diagnostics.Select(d => OfResult(report, d, rules.FindIndex(r => r.Code == d.Code)))]),
            }),
        };
        return log.ToJsonString(Indented);
    }

    private static JsonObject OfRule(DiagnosticRule rule) => new()
    {
        ["id"] = rule.Code,
        ["name"] = rule.Name,
        ["defaultConfiguration"] = new JsonObject { ["level"] = Severities.Word(rule.Severity) },
    };

    private static JsonObject OfResult(DiagnosticReport report, Diagnostic diagnostic, int rule)
    {
        var result = new JsonObject
        {
            ["ruleId"] = diagnostic.Code,
            ["ruleIndex"] = rule,
            ["level"] = Severities.Word(diagnostic),
            ["message"] = new JsonObject { ["text"] = diagnostic.Help is null ? diagnostic.Message : $"{diagnostic.Message}\nhelp: {diagnostic.Help}" },
        };
        if (!diagnostic.Span.IsNone)
            result["locations"] = new JsonArray(OfPlace(report, diagnostic.Span));
        return result;
    }

    private static JsonObject OfPlace(DiagnosticReport report, SourceSpan place) => new()
    {
        ["physicalLocation"] = new JsonObject
        {
            ["artifactLocation"] = new JsonObject { ["uri"] = string.Join('/', report.PathOf(place).Split('/').Select(Uri.EscapeDataString)) },
            ["region"] = new JsonObject
            {
                ["startLine"] = place.Line,
                ["startColumn"] = place.Column,
                ["endColumn"] = place.Column + Math.Max(1, place.Length),
            },
        },
    };
}

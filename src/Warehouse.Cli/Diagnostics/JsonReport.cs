using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Diagnostics;

/// <summary>Problems as programs read them: the shape of <c>validate --json</c> in the manual of the command line.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON; a problem without a place has no file, line and column.</summary>
    public static string Write(DiagnosticReport report) =>
        new JsonObject { ["diagnostics"] = new JsonArray([.. report.Diagnostics.Select(d => Of(report, d))]) }.ToJsonString(Plain);

    private static JsonObject Of(DiagnosticReport report, Diagnostic diagnostic) => new()
    {
        ["code"] = diagnostic.Code,
        ["name"] = diagnostic.Rule.Name,
        ["severity"] = Severities.Word(diagnostic),
        ["message"] = diagnostic.Message,
        ["help"] = diagnostic.Help,
        ["file"] = diagnostic.Span.IsNone ? null : report.PathOf(diagnostic.Span),
        ["line"] = diagnostic.Span.IsNone ? null : diagnostic.Span.Line,
        ["column"] = diagnostic.Span.IsNone ? null : diagnostic.Span.Column,
    };
}

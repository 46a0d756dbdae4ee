using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Cli.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>One run of one command: where it prints to, and what the global options say.</summary>
internal sealed record CommandContext(Host Host)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Project { get; init; }

    public string? Target { get; init; }

    public bool Json { get; init; }

    public bool JsonLog { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    public bool NoColor { get; init; }

    /// <summary>Colours on stderr.</summary>
    public bool ColourErrors => Host.ErrorIsTerminal && !NoColor;

    /// <summary>Colours on stdout.</summary>
    public bool ColourOut => Host.OutIsTerminal && !NoColor;

    /// <summary>Where what was typed cannot be read: enough to say so, in the form that was asked for.</summary>
    public static CommandContext OfMistyped(Host host, IReadOnlyList<string> arguments) => new(host)
    {
        Json = arguments.Contains("--json"),
        JsonLog = arguments.Zip(arguments.Skip(1)).Contains(("--log", "json")) || arguments.Contains("--log=json"),
        NoColor = arguments.Contains("--no-color") || !string.IsNullOrEmpty(host.Environment("NO_COLOR")),
    };

    public static CommandContext Of(Host host, GlobalOptions options, ParseResult parsed) => new(host)
    {
        Project = parsed.GetValue(options.Project),
        Target = parsed.GetValue(options.Target),
        Json = parsed.GetValue(options.Json),
        JsonLog = parsed.GetValue(options.Log) == "json",
        Quiet = parsed.GetValue(options.Quiet),
        Verbose = parsed.GetValue(options.Verbose),
        NoColor = parsed.GetValue(options.NoColor) || !string.IsNullOrEmpty(host.Environment("NO_COLOR")),
    };

    /// <summary>A message for people.</summary>
    public void Say(string message)
    {
        if (!Quiet)
            Host.Error.WriteLine(JsonLog ? LogLine.Of(Now, "info", "message", null, new() { ["message"] = message }) : message);
    }

    /// <summary>A message that only `--verbose` shows.</summary>
    public void Detail(string message)
    {
        if (Verbose && !Quiet)
            Host.Error.WriteLine(JsonLog ? LogLine.Of(Now, "debug", "message", null, new() { ["message"] = message.Trim() }) : message);
    }

    /// <summary>Data for programs, on one line.</summary>
    public void WriteJson(JsonNode data) => Host.Out.WriteLine(data.ToJsonString(Plain));

    /// <summary>Problems that stop the command: on stderr, and with `--json` on stdout too.</summary>
    public void Fail(DiagnosticReport report)
    {
        if (Json)
            WriteJson(ErrorJson.Of(report));
        if (JsonLog)
            Log(report, null);
        else if (!Json)
            Host.Error.Write(TextReport.Write(report, ColourErrors));
    }

    /// <summary>Problems that do not stop the command.</summary>
    /// <param name="runId">The run that they are about, where there is one.</param>
    public void Warn(DiagnosticReport report, Guid? runId = null)
    {
        if (Quiet || report.Diagnostics.IsEmpty)
            return;
        if (JsonLog)
            Log(report, runId);
        else
            Host.Error.Write(TextReport.Write(report, ColourErrors));
    }

    private DateTime Now => Host.Clock.GetUtcNow().UtcDateTime;

    private void Log(DiagnosticReport report, Guid? runId)
    {
        foreach (var diagnostic in report.Diagnostics)
            Host.Error.WriteLine(LogLine.Of(Now, diagnostic, runId));
    }
}

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
            Host.Error.WriteLine(message);
    }

    /// <summary>A message that only `--verbose` shows.</summary>
    public void Detail(string message)
    {
        if (Verbose && !Quiet)
            Host.Error.WriteLine(message);
    }

    /// <summary>Data for programs, on one line.</summary>
    public void WriteJson(JsonNode data) => Host.Out.WriteLine(data.ToJsonString(Plain));

    /// <summary>Problems that stop the command: on stderr, and with `--json` on stdout too.</summary>
    public void Fail(DiagnosticReport report)
    {
        if (Json)
            WriteJson(ErrorJson.Of(report));
        else
            Host.Error.Write(TextReport.Write(report, ColourErrors));
    }

    /// <summary>Problems that do not stop the command.</summary>
    public void Warn(DiagnosticReport report)
    {
        if (!Quiet && !report.Diagnostics.IsEmpty)
            Host.Error.Write(TextReport.Write(report, ColourErrors));
    }
}

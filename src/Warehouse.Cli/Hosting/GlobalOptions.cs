using System.CommandLine;

namespace Warehouse.Cli.Hosting;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Project { get; } = new("--project") { HelpName = "DIR", Description = "The project's folder (default: here, or the nearest parent with a warehouse.yml)." };

    public Option<string?> Target { get; } = new("--target") { HelpName = "NAME", Description = "Where to load to (default: the project's default_target)." };

    public Option<bool> Json { get; } = new("--json") { Description = "Data and errors as JSON on stdout." };

    public Option<string> Log { get; } = new("--log") { HelpName = "text|json", Description = "How progress is written on stderr; json: one object a line.", DefaultValueFactory = _ => "text" };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours; so does NO_COLOR." };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but errors." };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say more: each step, and the details of an internal error." };

    public GlobalOptions() => Log.AcceptOnlyFromAmong("text", "json");

    public IReadOnlyList<Option> All => [Project, Target, Json, Log, NoColor, Quiet, Verbose];
}

using System.CommandLine;

namespace Warehouse.Cli.Hosting;

/// <summary>A command with an example to show.</summary>
internal sealed class CliCommand(string name, string description, string example) : Command(name, description)
{
    /// <summary>Arguments of the example, one or more lines, each after `warehouse`.</summary>
    public string Example => example;

    /// <summary>What the shell completes the first argument with; null: nothing of the project's.</summary>
    public Func<CommandContext, IEnumerable<string>>? Suggests { get; init; }

    /// <summary>What runs the command; without one the command only groups others.</summary>
    public Func<CommandContext, ParseResult, CancellationToken, Task<int>> Handler { get; init; } = (_, _, _) => Task.FromResult(ExitCode.Done);
}

using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using Warehouse.Cli.Commands;
using Warehouse.Cli.Hosting;

namespace Warehouse.Cli;

/// <summary>The command line: what is typed, to an exit code.</summary>
public static class WarehouseCommand
{
    /// <summary>How long a statement that is being cancelled may take to roll back.</summary>
    private static readonly TimeSpan RollbackTime = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Host host, CancellationToken cancellationToken)
    {
        var globals = new GlobalOptions();
        var root = Root(host, globals);
        // A leading @ is dbt's in a selection, and nobody's response file.
        var parsed = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWriter)
            return CommandRun.Refuse(CommandContext.OfMistyped(host, arguments), parsed);
        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = RollbackTime,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    private static RootCommand Root(Host host, GlobalOptions globals)
    {
        var root = new RootCommand("Star schemas in YAML, loaded exactly once, on the warehouse you have.");
        var help = new HelpWriter(host, globals);
        root.Options.OfType<HelpOption>().Single().Action = help;
        var version = root.Options.OfType<VersionOption>().Single();
        version.Action = new VersionWriter(host);
        version.Description = "The version of the tool.";
        foreach (var option in globals.All)
        {
            option.Recursive = true;
            root.Add(option);
        }

        foreach (var command in CommandList.All)
        {
            command.SetAction((parsed, cancel) => CommandRun.RunAsync(command, CommandContext.Of(host, globals, parsed), parsed, cancel));
            if (command.Suggests is { } suggests)
                command.Arguments[0].CompletionSources.Add(c => Suggestions(suggests, CommandContext.Of(host, globals, c.ParseResult)));
            root.Add(command);
        }

        root.SetAction(_ =>
        {
            help.Write(root);
            return ExitCode.WrongUsage;
        });
        return root;
    }

    // Where there is no project, or none that can be read, there is nothing to suggest, and the shell is no place to say so.
    private static IEnumerable<CompletionItem> Suggestions(Func<CommandContext, IEnumerable<string>> suggests, CommandContext context)
    {
        try
        {
            return [.. suggests(context).Select(name => new CompletionItem(name))];
        }
        catch (CommandException)
        {
            return [];
        }
    }
}

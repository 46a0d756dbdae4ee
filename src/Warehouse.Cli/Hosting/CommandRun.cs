using System.CommandLine;
using Warehouse.Cli.Diagnostics;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>Runs a command, and turns whatever stops it into a message and an exit code.</summary>
internal static class CommandRun
{
    public static async Task<int> RunAsync(CliCommand command, CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await command.Handler(context, parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException e)
        {
            context.Fail(e.Report);
            return e.ExitCode;
        }
        catch (Exception e)
        {
            var (exitCode, reason) = Stopped.By(e);
            Fail(context, reason);
            if (e is not (EngineException or LandingException or OperationCanceledException))
                Detail(context, e);
            return exitCode;
        }
    }

    /// <summary>Says what is wrong with how the command was typed.</summary>
    public static int Refuse(CommandContext context, ParseResult parsed)
    {
        var name = parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
        if (Mistyped(parsed) is { } mistyped)
        {
            Fail(context, CliRules.WrongUsage.At(SourceSpan.None, mistyped.Message, mistyped.Meant is { } meant ? $"write `{meant}`" : $"see `warehouse {name}--help`"));
            return ExitCode.WrongUsage;
        }

        foreach (var message in parsed.Errors.Select(e => e.Message).Distinct().Take(1))
            Fail(context, CliRules.WrongUsage.At(SourceSpan.None, string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.'), $"see `warehouse {name}--help`"));
        return ExitCode.WrongUsage;
    }

    /// <summary>A word that is neither an option nor a command, and what it most likely stands for.</summary>
    private static (string Message, string? Meant)? Mistyped(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return (parsed.UnmatchedTokens is [var first, ..] ? first : null) switch
        {
            ['-', ..] and var option => ($"there is no option `{option}`", Nearest.Of(option, Options(parsed.RootCommandResult.Command).Concat(Options(command)))),
            { } word when command is RootCommand => ($"there is no command `{word}`", Nearest.Of(word, command.Subcommands.Select(c => c.Name))),
            { } word => ($"`{command.Name}` takes no `{word}`", null),
            _ => null,
        };

        static IEnumerable<string> Options(Command command) => command.Options.Where(o => !o.Hidden).Select(o => o.Name);
    }

    private static void Fail(CommandContext context, Diagnostic diagnostic) => context.Fail(new DiagnosticReport([diagnostic], _ => null));

    private static void Detail(CommandContext context, Exception error)
    {
        if (context.Verbose)
            context.Host.Error.WriteLine(error);
    }
}

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
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Fail(context, Execution.ExecutionRules.Interrupted.At(SourceSpan.None, "interrupted; what was under way is rolled back"));
            return ExitCode.Interrupted;
        }
        catch (EngineException e)
        {
            var (code, diagnostic) = EngineProblems.Explain(e);
            Fail(context, diagnostic);
            return code;
        }
        catch (LandingException e)
        {
            Fail(context, e.Rule.At(SourceSpan.None, e.Message, e.Help));
            return ExitCode.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(context, CliRules.FileUnusable.At(SourceSpan.None, e.Message, "see to the file's rights and to the room on its disk"));
            Detail(context, e);
            return ExitCode.FailedWhileRunning;
        }
        catch (Exception e)
        {
            Fail(context, CliRules.InternalError.At(SourceSpan.None, $"internal error: {FirstLine(e.Message)}", "run again with `--verbose`, and report what it shows"));
            Detail(context, e);
            return ExitCode.FailedWhileRunning;
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

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}

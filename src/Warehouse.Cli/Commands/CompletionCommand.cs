using System.CommandLine;
using Warehouse.Cli.Hosting;

namespace Warehouse.Cli.Commands;

/// <summary>`completion`: the script by which a shell completes what is typed; it asks the command itself.</summary>
internal static class CompletionCommand
{
    private const string Bash =
        """
        _warehouse() {
            local IFS=$'\n'
            COMPREPLY=($(warehouse "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _warehouse warehouse
        """;

    private const string Zsh =
        """
        #compdef warehouse
        _warehouse() {
            local -a found
            found=("${(@f)$(warehouse "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- ${found:#}
            _files
        }
        compdef _warehouse warehouse
        """;

    private const string Fish =
        """
        complete -c warehouse -a '(warehouse "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    private const string PowerShell =
        """
        Register-ArgumentCompleter -Native -CommandName warehouse -ScriptBlock {
            param($word, $line, $cursor)
            warehouse "[suggest:$cursor]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static CliCommand Create()
    {
        var shell = new Argument<string>("shell") { HelpName = "bash|zsh|fish|pwsh", Description = "The shell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        return new CliCommand("completion", "Writes a shell's completion script.", "completion bash >> ~/.bashrc")
        {
            Arguments = { shell },
            Handler = (context, parsed, _) =>
            {
                var script = parsed.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => PowerShell };
                context.Host.Out.Write(script.ReplaceLineEndings("\n") + "\n");
                return Task.FromResult(ExitCode.Done);
            },
        };
    }
}

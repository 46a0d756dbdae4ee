using System.Collections.Immutable;
using Warehouse.Cli.Diagnostics;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Hosting;

/// <summary>The command ends here, with problems of the user's to show and the exit code that goes with them.</summary>
internal sealed class CommandException(int exitCode, DiagnosticReport report) : Exception("the command was stopped")
{
    public CommandException(int exitCode, params ImmutableArray<Diagnostic> diagnostics)
        : this(exitCode, new DiagnosticReport(diagnostics, _ => null))
    {
    }

    public int ExitCode => exitCode;

    public DiagnosticReport Report => report;

    public static CommandException Usage(string message, string? help) =>
        new(Hosting.ExitCode.WrongUsage, CliRules.WrongUsage.At(SourceSpan.None, message, help));

    public static CommandException NotBuilt(string what, string help) =>
        new(Hosting.ExitCode.WrongUsage, CliRules.NotBuiltYet.At(SourceSpan.None, $"{what} is not built yet", help));
}

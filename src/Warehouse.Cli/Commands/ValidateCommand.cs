using System.CommandLine;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;

namespace Warehouse.Cli.Commands;

/// <summary>`validate`: every diagnostic of a model; nothing is connected to, nothing is written.</summary>
internal static class ValidateCommand
{
    public static CliCommand Create()
    {
        var format = new Option<string?>("--format") { HelpName = "text|json|sarif", Description = "How the diagnostics are written (default: text)." };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        return new CliCommand("validate", "All diagnostics of a model. Connects to nothing and writes nothing.", "validate --project models/retail")
        {
            Options = { format },
            Handler = (context, parsed, _) => Task.FromResult(Run(context, parsed.GetValue(format) ?? (context.Json ? "json" : "text"))),
        };
    }

    private static int Run(CommandContext context, string format)
    {
        var report = OpenProject.Read(context).Report;
        switch (format)
        {
            case "json":
                context.Host.Out.WriteLine(JsonReport.Write(report));
                break;
            case "sarif":
                context.Host.Out.WriteLine(SarifReport.Write(report));
                break;
            default:
                // The diagnostics are the data that was asked for.
                context.Host.Out.Write(TextReport.Write(report, context.ColourOut));
                break;
        }

        return report.HasErrors ? ExitCode.ModelHasErrors : ExitCode.Done;
    }
}

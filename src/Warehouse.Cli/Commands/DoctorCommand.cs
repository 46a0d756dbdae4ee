using System.Text.Json.Nodes;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Commands;

/// <summary>`doctor`: what is installed, what the targets can do, what is missing.</summary>
internal static class DoctorCommand
{
    public static CliCommand Create() => new("doctor", "What is installed, whether the targets can be reached, and what is missing.", "doctor --project models/retail")
    {
        Handler = (context, _, cancel) => RunAsync(context, cancel),
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var findings = await new Examination(context).RunAsync(cancellationToken).ConfigureAwait(false);
        var healthy = findings.All(f => f.Ok || !f.IsNeeded);
        if (context.Json)
        {
            context.WriteJson(new JsonObject
            {
                ["ok"] = healthy,
                ["findings"] = new JsonArray([.. findings.Select(f => new JsonObject { ["subject"] = f.Subject, ["ok"] = f.Ok, ["needed"] = f.IsNeeded, ["state"] = f.State, ["advice"] = f.Advice })]),
            });
        }
        else
        {
            var width = findings.Max(f => f.Subject.Length);
            foreach (var finding in findings)
            {
                context.Host.Out.WriteLine($"{Word(finding),-7}  {finding.Subject.PadRight(width)}  {Printable.Escape(finding.State)}");
                if (finding.Advice is { } advice)
                    context.Host.Out.WriteLine($"{"",-7}  {"".PadRight(width)}  → {advice}");
            }
        }

        return healthy ? ExitCode.Done : ExitCode.FailedWhileRunning;
    }

    private static string Word(Finding finding) => finding switch
    {
        { Ok: true } => "ok",
        { IsNeeded: true } => "missing",
        _ => "absent",
    };
}

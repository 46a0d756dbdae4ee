using System.CommandLine;
using System.Text;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Commands;

/// <summary>`plan`: what `apply` would do.</summary>
internal static class PlanCommand
{
    private sealed record Options(string? Out, bool DetailedExitCode, string Format);

    public static CliCommand Create()
    {
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Write the plan as JSON, for `warehouse apply FILE`." };
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "Exit 6 when there is something to do." };
        var format = new Option<string?>("--format") { HelpName = "text|json|markdown", Description = "How the plan is shown (default: text; the statements too with --verbose)." };
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && given is not ("text" or "json" or "markdown"))
                result.AddError(given == "sarif" ? "--format sarif is not built yet: use text, json or markdown" : $"--format is text, json or markdown, not `{given}`");
        });
        var snapshot = NotBuilt.Option("--from");
        return new CliCommand("plan", "What apply would do to the target's tables.", "plan --project models/retail --format markdown")
        {
            Options = { output, detailed, format, snapshot },
            Handler = (context, parsed, cancel) =>
            {
                NotBuilt.Refuse(parsed, [snapshot], "plan against the target itself");
                return RunAsync(context, new(parsed.GetValue(output), parsed.GetValue(detailed), parsed.GetValue(format) ?? (context.Json ? "json" : "text")), cancel);
            },
        };
    }

    private static async Task<int> RunAsync(CommandContext context, Options options, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        context.Warn(project.Warnings);
        await using var target = OpenTarget.Open(context, project.Folder, project.Project);
        var plan = await PlannedChanges.ComputeAsync(project, target, cancellationToken).ConfigureAwait(false);
        if (options.Out is { } path)
            await File.WriteAllTextAsync(Path.GetFullPath(path, context.Host.Folder), PlanFile.Text(plan), new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
        switch (options.Format)
        {
            case "json":
                context.WriteJson(PlanFile.Json(plan));
                break;
            case "markdown":
                context.Host.Out.Write(PlanText.Markdown(plan));
                break;
            default:
                context.Host.Out.Write(PlanText.Write(plan, context.Verbose));
                break;
        }

        if (!plan.Differences.IsEmpty)
        {
            if (options.Format != "json")
                context.Fail(project.Warnings with { Diagnostics = plan.Differences });
            return ExitCode.Refused;
        }

        return options.DetailedExitCode && !plan.Steps.IsEmpty ? ExitCode.ChangesPending : ExitCode.Done;
    }
}

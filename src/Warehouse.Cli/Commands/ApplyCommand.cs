using System.CommandLine;
using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Commands;

/// <summary>`apply`: makes what the target lacks.</summary>
internal static class ApplyCommand
{
    public static CliCommand Create()
    {
        var plan = new Argument<string?>("plan") { HelpName = "PLAN", Description = "A file of `plan --out`; refused when it is not what model and target ask for now.", Arity = ArgumentArity.ZeroOrOne };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        Option[] notBuilt = [NotBuilt.Option("--allow-rewrite"), NotBuilt.Option("--allow-destructive"), NotBuilt.Option("--contract")];
        var command = new CliCommand("apply", "Makes the schemas, tables and views that the target lacks.", "apply --project models/retail --yes")
        {
            Arguments = { plan },
            Options = { yes },
            Handler = (context, parsed, cancel) =>
            {
                NotBuilt.Refuse(parsed, notBuilt, "tables are only made, not altered, until then");
                return RunAsync(context, parsed.GetValue(plan), parsed.GetValue(yes), cancel);
            },
        };
        foreach (var option in notBuilt)
            command.Add(option);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string? planFile, bool yes, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        context.Warn(project.Warnings);
        await using var target = OpenTarget.Open(context, project.Folder, project.Project);
        var plan = await PlannedChanges.ComputeAsync(project, target, cancellationToken).ConfigureAwait(false);
        plan.RefuseDifferences(project);
        if (planFile is not null)
            PlanFile.Verify(Path.GetFullPath(planFile, context.Host.Folder), plan);
        if (!plan.Steps.IsEmpty && !yes && context.Host.InIsTerminal)
            Ask(context, plan);
        await plan.ApplyAsync(target, step => context.Detail($"{step.Step.Kind} {step.Step.Object}"), cancellationToken).ConfigureAwait(false);
        if (context.Json)
            context.WriteJson(new JsonObject { ["applied"] = plan.Steps.Length, ["plan"] = PlanFile.Json(plan) });
        else
            context.Host.Out.Write(plan.Steps.IsEmpty ? PlanText.Write(plan, sql: false) : $"{plan.TargetName}: {Counted.Of(plan.Steps.Length, "thing")} done\n");
        return ExitCode.Done;
    }

    private static void Ask(CommandContext context, PlannedChanges plan)
    {
        context.Host.Error.Write(PlanText.Write(plan, context.Verbose));
        context.Host.Error.Write("Do it? [y/N] ");
        if (context.Host.In.ReadLine()?.Trim().ToLowerInvariant() is not ("y" or "yes"))
            throw new CommandException(ExitCode.Refused, CliRules.NotConfirmed.At(SourceSpan.None, "nothing was done", "answer `y`, or give `--yes`"));
    }
}

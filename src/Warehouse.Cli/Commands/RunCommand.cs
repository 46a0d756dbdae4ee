using Warehouse.Cli.Hosting;
using Warehouse.Cli.Loading;
using Warehouse.Cli.Observing;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Commands;

/// <summary>`run`: makes what the target lacks and loads what it has not: what a scheduler calls.</summary>
internal static class RunCommand
{
    public static CliCommand Create() => LoadOptionSet.CommandOf("run", "The main job: apply (what is safe), then load.", "run --project models/retail", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, LoadArguments arguments, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        context.Warn(project.Warnings);
        return await RunWatch.OverAsync(context, project, arguments, watch => RunAsync(context, project, arguments, watch, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(CommandContext context, LoadableProject project, LoadArguments arguments, RunWatch watch, CancellationToken cancellationToken)
    {
        await using var target = OpenTarget.Open(context, project.Folder, project.Project, arguments.LockTimeout);
        var plan = await PlannedChanges.ComputeAsync(project, target, cancellationToken).ConfigureAwait(false);
        plan.RefuseDifferences(project);
        if (arguments.DryRun && !plan.Steps.IsEmpty)
        {
            context.Say($"{Made(plan)} would be made first: see `warehouse plan`; what would be loaded is known when they are there");
            return ExitCode.Done;
        }

        await plan.ApplyAsync(target, step => context.Detail($"{step.Step.Kind} {step.Step.Object}"), cancellationToken).ConfigureAwait(false);
        if (!plan.Steps.IsEmpty)
            context.Say($"{plan.TargetName}: made {Made(plan)}");
        return await Loader.LoadAsync(context, project, target, arguments, watch, cancellationToken).ConfigureAwait(false);
    }

    private static string Made(PlannedChanges plan) => Counted.Of(plan.Steps.Length, "schema, table or view", "schemas, tables and views");
}

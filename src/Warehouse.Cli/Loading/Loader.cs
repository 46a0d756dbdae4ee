using System.Collections.Immutable;
using Warehouse.Execution;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Observing;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;

namespace Warehouse.Cli.Loading;

/// <summary>One incremental load, shown as it goes and summed up at its end.</summary>
internal static class Loader
{
    public static async Task<int> LoadAsync(CommandContext context, LoadableProject project, OpenTarget target, LoadArguments arguments, RunWatch watch, CancellationToken cancellationToken)
    {
        var loads = await SelectAsync(context, project, target, arguments, cancellationToken).ConfigureAwait(false);
        var load = ContextOf(context, project, target, loads);
        var options = new LoadOptions
        {
            At = arguments.At,
            Reload = arguments.Reload,
            Range = arguments.Range,
            FullRefresh = arguments.FullRefresh,
            ReplayRejects = arguments.ReplayRejects,
            Command = arguments.Command,
            Threads = arguments.Threads ?? target.Threads,
            Caller = TelemetryExport.Caller(context.Host.Environment),
            Batches = new BatchOptions
            {
                LockTimeout = arguments.LockTimeout,
                Retries = arguments.Retries,
                Lifted = arguments.AcceptDeletes ? ImmutableHashSet.Create("accept-deletes") : [],
            },
        };
        if (arguments.DryRun)
            return await DryRun.ShowAsync(context, load, options, project.Warnings, cancellationToken).ConfigureAwait(false);

        watch.Enter(target);
        var progress = LoadProgress.For(context, loads);
        var result = await progress.FollowAsync(observer => new LoadRun(load, options, watch.And(observer)).RunAsync(cancellationToken)).ConfigureAwait(false);
        Show(context, project, result);
        await watch.EndAsync(result).ConfigureAwait(false);
        return result.ExitCode;
    }

    private static async Task<ImmutableArray<Planning.Loads.PipelineLoad>> SelectAsync(
        CommandContext context, LoadableProject project, OpenTarget target, LoadArguments arguments, CancellationToken cancellationToken)
    {
        var states = Selection.AsksForState(arguments.Select.Concat(arguments.Exclude))
            ? await ModelStates.ReadAsync(ContextOf(context, project, target, project.Loads), cancellationToken).ConfigureAwait(false)
            : null;
        return new Selection(project.Loads, states).Of(arguments.Select, arguments.Exclude);
    }

    public static LoadContext ContextOf(CommandContext context, LoadableProject project, OpenTarget target, ImmutableArray<Planning.Loads.PipelineLoad> loads) =>
        new(project.Project, loads, target.Target, target.Dialect, target.Sessions, new ProjectFiles(project.Folder)) { Clock = context.Host.Clock };

    private static void Show(CommandContext context, LoadableProject project, LoadResult result)
    {
        if (context.Json)
        {
            context.Host.Out.WriteLine(LoadJson.Write(result));
            return;
        }

        context.Host.Out.Write(LoadSummary.Write(result, context.Host.Width, context.ColourOut));
        var errors = result.Batches.Select(b => b.Result.Error).Append(result.Error).OfType<Model.Diagnostics.Diagnostic>()
            // What waited is listed as skipped; what it waits for is told once.
            .Where(d => d.Rule != ExecutionRules.UpstreamFailed)
            .ToImmutableArray();
        if (!errors.IsEmpty && !context.JsonLog)
            context.Host.Error.Write(TextReport.Write(project.Warnings with { Diagnostics = errors }, context.ColourErrors));
    }
}

using Warehouse.Cli.Hosting;
using Warehouse.Cli.Loading;
using Warehouse.Cli.Observing;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Commands;

/// <summary>`load`: one incremental load of all that is selected.</summary>
internal static class LoadCommand
{
    public static CliCommand Create() => LoadOptionSet.CommandOf("load", "Loads what the sources have and the target has not, each batch exactly once.", "load --project models/retail --select +order_line", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, LoadArguments arguments, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        return await RunWatch.OverAsync(context, project, arguments, async watch =>
        {
            await using var target = OpenTarget.Open(context, project.Folder, project.Project, arguments.LockTimeout);
            return await Loader.LoadAsync(context, project, target, arguments, watch, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}

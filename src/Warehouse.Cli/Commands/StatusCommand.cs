using System.CommandLine;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Commands;

/// <summary>`status`: how far each pipeline has come, what is late, what has failed and why, and what to type next.</summary>
internal static class StatusCommand
{
    private const int UsualRuns = 3;

    public static CliCommand Create()
    {
        var runs = new Option<int>("--runs") { HelpName = "N", Description = $"How many of the last runs to tell of (default: {UsualRuns}).", DefaultValueFactory = _ => UsualRuns };
        return new("status", "How far each pipeline has come, what is late, what has failed and why, and what to type next.", "status --project models/retail")
        {
            Options = { runs },
            Handler = (context, parsed, cancel) => RunAsync(context, Math.Clamp(parsed.GetValue(runs), 0, 10_000), cancel),
        };
    }

    private static async Task<int> RunAsync(CommandContext context, int runs, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        await using var target = OpenTarget.Open(context, project.Folder, project.Project);
        var status = await TargetStatus.ReadAsync(context, project, target, runs, cancellationToken).ConfigureAwait(false);
        if (context.Json)
            context.WriteJson(StatusJson.Write(status));
        else
            context.Host.Out.Write(new StatusText(status, context.Host.Width, context.ColourOut).Write());
        if (!new NextOrders(status).Any())
            context.Say("nothing waits to be loaded");
        return ExitCode.Done;
    }
}

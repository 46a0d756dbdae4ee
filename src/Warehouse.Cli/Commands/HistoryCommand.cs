using System.Collections.Immutable;
using System.CommandLine;
using Warehouse.Cli.History;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Commands;

/// <summary>`history`: a member's versions as a timeline, and what opened and closed each.</summary>
internal static class HistoryCommand
{
    public static CliCommand Create()
    {
        var dimension = new Argument<string>("dimension") { HelpName = "DIM", Description = "A dimension of the model." };
        var key = new Argument<string[]>("key") { HelpName = "KEY", Description = "The member: the parts of its natural key, in their order.", Arity = ArgumentArity.OneOrMore };
        return new CliCommand("history", "A member's versions over time: what opened and closed each, in which batch.", "history --project models/retail customer 1001")
        {
            Arguments = { dimension, key },
            Suggests = context => OpenProject.Read(context).Project?.Dimensions.OfType<SourcedDimension>().Select(d => d.Name.Text) ?? [],
            Handler = (context, parsed, cancel) => RunAsync(context, parsed.GetRequiredValue(dimension), parsed.GetRequiredValue(key), cancel),
        };
    }

    private static async Task<int> RunAsync(CommandContext context, string dimension, string[] key, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        var load = Choose(project.Loads, dimension);
        if (key.Length != load.Dimension.NaturalKey.Length)
        {
            throw CommandException.Usage(
                $"`{load.Dimension.Name}` is keyed by {MemberReader.KeyOf(load)}, and {(key.Length == 1 ? "1 part was" : $"{key.Length} parts were")} given",
                $"write `warehouse history {load.Dimension.Name} {string.Join(' ', load.Dimension.NaturalKey.Select(k => k.Name.Text.ToUpperInvariant()))}`");
        }

        await using var target = OpenTarget.Open(context, project.Folder, project.Project);
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var member = await new MemberReader(load, target, session).ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (context.Json)
            context.WriteJson(HistoryJson.Of(member));
        else
            Line.Write(context, new HistoryText(member, context.Host.Width).Write());
        return ExitCode.Done;
    }

    private static DimensionLoad Choose(ImmutableArray<PipelineLoad> loads, string name)
    {
        var dimensions = loads.OfType<DimensionLoad>().ToList();
        if (dimensions.FirstOrDefault(l => l.Dimension.Name.Text == name || l.Pipeline == name) is { } found)
            return found;
        var names = dimensions.Select(l => l.Dimension.Name.Text).ToList();
        var help = Nearest.Of(name, names) is { } nearest ? $"write `{nearest}`" : $"there are {string.Join(", ", names.Select(n => $"`{n}`"))}";
        var message = loads.FirstOrDefault(l => l.ModelName == name || l.Pipeline == name) switch
        {
            CalendarLoad => $"`{name}` is a calendar: its days have no history",
            ClockLoad => $"`{name}` is a clock: its times have no history",
            FactLoad => $"`{name}` is a fact: members are of dimensions",
            _ => $"the model has no dimension `{name}`",
        };
        throw new CommandException(ExitCode.WrongUsage, CliRules.NoSuchDimension.At(SourceSpan.None, message, help));
    }
}

using Warehouse.Cli.Hosting;

namespace Warehouse.Cli.Commands;

/// <summary>The commands, in the order in which help shows them.</summary>
internal static class CommandList
{
    public static IReadOnlyList<CliCommand> All =>
    [
        ValidateCommand.Create(),
        GenerateCommand.Create(),
        PlanCommand.Create(),
        ApplyCommand.Create(),
        LoadCommand.Create(),
        RunCommand.Create(),
        QueryCommand.Create(),
        TestCommand.Create(),
        .. NotBuilt.Commands(),
    ];
}

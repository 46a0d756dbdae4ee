using Warehouse.Cli.Hosting;

namespace Warehouse.Cli.Commands;

/// <summary>The commands, in the order in which help shows them.</summary>
internal static class CommandList
{
    public static IReadOnlyList<CliCommand> All =>
    [
        InitCommand.Create(),
        ValidateCommand.Create(),
        GenerateCommand.Create(),
        PlanCommand.Create(),
        ApplyCommand.Create(),
        LoadCommand.Create(),
        RunCommand.Create(),
        QueryCommand.Create(),
        TestCommand.Create(),
        HistoryCommand.Create(),
        StatusCommand.Create(),
        DoctorCommand.Create(),
        CompletionCommand.Create(),
        .. NotBuilt.Commands(),
    ];
}

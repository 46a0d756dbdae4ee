using System.CommandLine;
using Warehouse.Cli.Hosting;

namespace Warehouse.Cli.Commands;

/// <summary>Commands of the manual that a later version brings: refused by name, and not shown as if they worked.</summary>
internal static class NotBuilt
{
    private static readonly string[] Names = ["check", "import", "export", "docs", "erase"];

    public static IEnumerable<CliCommand> Commands() => Names.Select(name => new CliCommand(name, "Not built yet.", name)
    {
        Hidden = true,
        TreatUnmatchedTokensAsErrors = false,
        Handler = (_, _, _) => throw CommandException.NotBuilt($"`warehouse {name}`", "see `warehouse --help` for what there is"),
    });

    /// <summary>An option that is known, not shown, and refused where it is given.</summary>
    public static Option<string?> Option(string name) => new(name) { Hidden = true, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Refuses the first of these options that was given.</summary>
    public static void Refuse(ParseResult parsed, IEnumerable<Option> options, string help)
    {
        foreach (var option in options.Where(o => parsed.GetResult(o) is not null))
            throw CommandException.NotBuilt($"`{option.Name}`", help);
    }
}

using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.UnitTests.Cli;

public sealed class HelpTests
{
    private static readonly string[] Commands = ["init", "validate", "generate", "plan", "apply", "load", "run", "query", "test", "history", "status", "doctor", "completion"];

    [Theory]
    [InlineData("help.txt")]
    [InlineData("help-load.txt", "load")]
    [InlineData("help-generate.txt", "generate")]
    [InlineData("help-apply.txt", "apply")]
    [InlineData("help-history.txt", "history")]
    public async Task Help_is_what_was_agreed(string golden, params string[] command)
    {
        using var line = new CommandLine { Width = 80 };

        var answer = await line.RunAsync([.. command, "--help"]);

        answer.Exit.ShouldBe(0);
        answer.Error.ShouldBeEmpty();
        answer.Out.Split('\n').ShouldAllBe(l => l.Length <= 80);
        Golden.ShouldMatch(answer.Out, "tests", "Warehouse.UnitTests", "Cli", "Goldens", golden);
    }

    [Fact]
    public async Task Every_command_that_works_is_listed_and_has_an_example()
    {
        using var line = new CommandLine();
        var listed = (await line.RunAsync("--help")).Out;
        foreach (var command in Commands)
        {
            listed.ShouldContain($"\n  {command} ");
            (await line.RunAsync(command, "--help")).Out.ShouldContain($"Example:\n  warehouse {command}");
        }

        foreach (var later in new[] { "check", "import", "export", "docs", "erase" })
            listed.ShouldNotContain($"\n  {later} ");
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _warehouse warehouse")]
    [InlineData("zsh", "compdef _warehouse warehouse")]
    [InlineData("fish", "complete -c warehouse")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName warehouse")]
    public async Task A_shell_completes_by_asking_the_command(string shell, string registers)
    {
        using var line = new CommandLine();

        var script = await line.RunAsync("completion", shell);
        var suggested = await line.RunAsync("[suggest:14]", "warehouse gene");

        script.Exit.ShouldBe(0);
        script.Out.ShouldContain(registers);
        script.Out.ShouldContain("[suggest:");
        suggested.Out.Trim().ShouldBe("generate");
    }

    [Fact]
    public async Task The_dimensions_of_the_project_complete_history()
    {
        using var line = CommandLine.WithProject();

        var here = await line.RunAsync("[suggest:18]", "warehouse history ");
        var there = await line.RunAsync("[suggest:36]", "warehouse history --project nowhere ");

        here.Out.Split('\n').ShouldContain("item");
        there.Exit.ShouldBe(0);
        there.Out.Split('\n').ShouldNotContain("item");
    }
}

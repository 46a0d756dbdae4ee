using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Readme;

/// <summary>Everything that the README tells its reader to type is typed, in a folder like a fresh clone, and shows what the README says.</summary>
public sealed partial class ReadmeTests
{
    private const string TestCommand = "tests/run";

    [Fact]
    public async Task Every_command_of_the_README_does_what_the_README_shows()
    {
        var parts = ReadmePart.All.Where(p => p.Text != TestCommand).ToArray();
        using var shell = new ReadmeShell();
        var printed = await shell.RunAsync(parts);
        for (var i = 0; i < parts.Length; i++)
        {
            var (part, shown) = (parts[i], printed[i]);
            var place = $"README.md:{part.Line}: {part.Text}\n{shown}";

            // A command may fail only where the README shows with what.
            if (i + 1 == parts.Length || !parts[i + 1].AsksForExitCode)
                shown.Exit.ShouldBe("0", place);
            if (part.Screen is { } screen)
                screen.Shows(screen.OutputOnly ? shown.Out : shown.All).ShouldBeTrue($"{place}\nand the README shows:\n{string.Join('\n', screen.Lines)}");
        }
    }

    [Fact]
    public void The_two_commands_of_a_fresh_machine_come_first()
    {
        ReadmePart.All.Take(2).Select(p => p.Text).ShouldBe(["dotnet run --project src/Warehouse.Cli -- run --project models/retail", TestCommand]);
        ReadmePart.All[0].Screen.ShouldNotBeNull();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_test_command_is_there_and_can_be_executed() =>
        File.GetUnixFileMode(RepositoryRoot.Combine(TestCommand)).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();

    [Fact]
    public void Links_lead_somewhere()
    {
        var links = Link().Matches(File.ReadAllText(RepositoryRoot.Combine("README.md"))).Select(m => m.Groups[1].Value).ToArray();
        links.ShouldContain("src/README.md");
        links.ShouldContain("models/retail/README.md");
        links.Where(l => !Path.Exists(RepositoryRoot.Combine(l))).ShouldBeEmpty();
    }

    /// <summary>The comparison of screens can fail.</summary>
    [Fact]
    public void A_screen_shows_its_lines_and_leaves_out_only_what_it_says()
    {
        var screen = new Screen(["a", "…", "c in 1.5 s"], OutputOnly: true);
        screen.Shows("a\nb\nb\nc in 23.0 s\n").ShouldBeTrue();
        screen.Shows("a\nc in 1.5 s\n").ShouldBeTrue();
        screen.Shows("a\nb\n").ShouldBeFalse();
        screen.Shows("b\na\nc in 1.5 s\n").ShouldBeFalse();
        screen.Shows("a\nc in 1.5 s\nd\n").ShouldBeFalse();
    }

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();
}

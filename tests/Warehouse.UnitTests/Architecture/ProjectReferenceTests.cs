using System.Xml.Linq;
using Shouldly;
using Warehouse.UnitTests.Sample;
using Xunit;

namespace Warehouse.UnitTests.Architecture;

/// <summary>The dependency rule of src/README.md, as the project files have it.</summary>
public sealed class ProjectReferenceTests
{
    // What each may refer to, itself or through another; an adapter is added by its name.
    private static readonly Dictionary<string, string[]> Rule = new()
    {
        ["Model"] = [],
        ["Sql"] = [],
        ["Yaml"] = ["Model"],
        ["Planning"] = ["Model"],
        ["Compilation"] = ["Planning", "Sql"],
        ["Execution"] = ["Compilation"],
        ["Publishing"] = ["Model", "Compilation"],
        ["Adapters.DuckDb"] = ["Execution"],
        ["Adapters.Postgres"] = ["Execution"],
    };

    // Who may use what a layer is made of: the driver of an engine, the parser of YAML, the templates, the screen.
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["DuckDB.NET.Data.Full"] = ["Adapters.DuckDb"],
        ["Npgsql"] = ["Adapters.Postgres"],
        ["Dapper"] = ["Adapters.DuckDb", "Adapters.Postgres"],
        ["YamlDotNet"] = ["Yaml"],
        ["Scriban.Signed"] = ["Publishing"],
        ["OpenTelemetry.Exporter.OpenTelemetryProtocol"] = ["Cli"],
        ["Spectre.Console"] = ["Cli"],
        ["System.CommandLine"] = ["Cli"],
        ["Microsoft.SqlServer.TransactSql.ScriptDom"] = ["Model"],
    };

    private static readonly Dictionary<string, XDocument> Projects = Directory
        .EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f)["Warehouse.".Length..], f => XDocument.Load(f));

    public static TheoryData<string> Ruled => [.. Rule.Keys];

    [Fact]
    public void Every_project_has_its_rule() => Projects.Keys.Order().ShouldBe(Rule.Keys.Append("Cli").Order());

    [Theory]
    [MemberData(nameof(Ruled))]
    public void A_project_refers_to_what_the_rule_says_and_to_nothing_else(string project) =>
        References(project).Order().ShouldBe(Rule[project].Order());

    [Fact]
    public void The_command_line_reaches_every_project() =>
        Reached("Cli").Distinct().Order().ShouldBe(Rule.Keys.Order());

    [Fact]
    public void A_package_is_used_in_its_own_layer_only()
    {
        foreach (var (package, users) in Packages)
            Projects.Where(p => Items(p.Value, "PackageReference").Contains(package)).Select(p => p.Key).Order().ShouldBe(users.Order(), package);
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_place() =>
        Projects.Where(p => p.Value.Descendants("PackageReference").Any(r => r.Attribute("Version") is not null)).Select(p => p.Key).ShouldBeEmpty();

    private static IEnumerable<string> Reached(string project) =>
        References(project).SelectMany(r => Reached(r).Append(r));

    private static IEnumerable<string> References(string project) =>
        Items(Projects[project], "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))["Warehouse.".Length..]);

    private static IEnumerable<string> Items(XDocument project, string name) =>
        project.Descendants(name).Select(r => r.Attribute("Include")!.Value);
}

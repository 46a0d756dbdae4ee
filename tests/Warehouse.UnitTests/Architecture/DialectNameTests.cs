using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.Sql.Dialects;
using Xunit;

namespace Warehouse.UnitTests.Architecture;

/// <summary>Nothing decides by the name of a dialect: what differs is in the dialect, in its adapter, or in a lowering.</summary>
public sealed class DialectNameTests
{
    private static readonly string[] Names = [.. Dialects.All.Select(d => d.Name).Union(["duckdb", "postgres", "snowflake", "bigquery", "tsql"])];

    // A member such as Dialects.Postgres, or a type or namespace of that name.
    private static readonly Regex Member = new($@"\b(?:{string.Join('|', Names)})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [Fact]
    public void Only_dialects_adapters_and_the_list_of_engines_name_a_dialect() =>
        SourceFile.All.Where(f => !MayName(f)).SelectMany(Uses).ShouldBeEmpty();

    /// <summary>The search finds what it is for.</summary>
    [Fact]
    public void The_search_sees_the_names_where_they_are_allowed()
    {
        Uses(SourceFile.All.Single(f => f.Path == "src/Warehouse.Cli/Engines.cs")).ShouldNotBeEmpty();
        Uses(new SourceFile("a.cs", "if (Is(\"x\", Dialects.Postgres))")).ShouldNotBeEmpty();
        Uses(new SourceFile("a.cs", "if (dialect.Name == \"BigQuery\")")).ShouldNotBeEmpty();
        Uses(new SourceFile("a.cs", "// Postgres waits itself.")).ShouldBeEmpty();
    }

    private static bool MayName(SourceFile file) =>
        file.IsBelow("src/Warehouse.Sql/Dialects") || file.Path.StartsWith("src/Warehouse.Adapters.", StringComparison.Ordinal) || file.Path == "src/Warehouse.Cli/Engines.cs";

    private static IEnumerable<string> Uses(SourceFile file) => file.Constants().Where(c => Names.Contains(c, StringComparer.OrdinalIgnoreCase))
        .Concat(Member.Matches(file.Code()).Select(m => m.Value)).Select(use => $"{file.Path}: {use}");
}

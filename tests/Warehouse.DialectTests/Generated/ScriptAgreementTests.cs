using Shouldly;
using Xunit;

namespace Warehouse.DialectTests.Generated;

/// <summary>The scripts of all engines say the same things in the same order.</summary>
public sealed class ScriptAgreementTests(ITestOutputHelper output)
{
    /// <summary>Begins the purpose of a table that is made before the transaction, on an engine whose definitions commit.</summary>
    private const string MadeBefore = "The table for it, empty, since CREATE would commit the transaction: ";

    /// <summary>Begins the purpose of an index.</summary>
    private const string FindsRows = "Find rows of ";

    [Fact]
    public async Task Every_engine_has_the_same_files_with_the_same_sections_in_the_same_order()
    {
        var expected = await GeneratedScripts.OfAsync("duckdb");
        expected.Sum(s => s.Purposes.Count).ShouldBeGreaterThan(150);
        foreach (var engine in GeneratedScripts.Engines)
        {
            var scripts = await GeneratedScripts.OfAsync(engine);
            output.WriteLine($"{engine}: {scripts.Count} files, {scripts.Sum(s => s.Purposes.Count)} sections, {scripts.Sum(s => s.Statements.Length)} statements");
            scripts.Select(s => s.File).ShouldBe(expected.Select(s => s.File), engine);
            foreach (var (script, other) in scripts.Zip(expected))
            {
                var before = script.Purposes.TakeWhile(p => p != "All or nothing from here").Where(p => p.StartsWith(MadeBefore, StringComparison.Ordinal)).ToList();
                // Row stores have indexes beside keys; columns do without.
                script.Purposes.Where(p => !before.Contains(p) && !p.StartsWith(FindsRows, StringComparison.Ordinal)).ShouldBe(other.Purposes, $"{engine}/{script.File}");
                before.Select(p => p[MadeBefore.Length..]).ShouldBeSubsetOf(other.Purposes, $"{engine}/{script.File}");
            }
        }
    }
}

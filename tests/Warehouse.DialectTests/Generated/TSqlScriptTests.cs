using Shouldly;
using Warehouse.TestEngines.TSql;
using Xunit;

namespace Warehouse.DialectTests.Generated;

/// <summary>Every script that is generated for T-SQL, parsed by Microsoft's own parser.</summary>
public sealed class TSqlScriptTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ScriptDom_parses_every_script()
    {
        var verdicts = (await GeneratedScripts.OfAsync("tsql")).Select(s => (s.File, Verdict: TSqlJudge.Parse(s.Text))).ToList();

        output.WriteLine($"tsql: {verdicts.Count} scripts, {(await GeneratedScripts.OfAsync("tsql")).Sum(s => s.Statements.Length)} statements parsed by ScriptDom");
        verdicts.Where(v => !v.Verdict.Accepted).Select(v => $"{v.File}: {string.Join("\n  ", v.Verdict.Errors)}").ShouldBeEmpty();
        verdicts.Count.ShouldBe(20);
    }
}

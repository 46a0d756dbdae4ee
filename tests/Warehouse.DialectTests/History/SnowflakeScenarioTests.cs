using Shouldly;
using Warehouse.TestEngines.History.Scenarios;
using Xunit;

namespace Warehouse.DialectTests.History;

/// <summary>Every scenario of history.md by the scripts that are generated for Snowflake, translated to DuckDB. No Snowflake engine is behind it.</summary>
public sealed class SnowflakeScenarioTests(ITestOutputHelper output)
{
    public static IEnumerable<TheoryDataRow<string>> Scenarios => ScenarioTheory.Cases();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_script_gives_what_the_scenario_says(string name)
    {
        using var warehouse = new OnSnowflake();
        ScenarioRun.Check("snowflake", warehouse, AllScenarios.Named(name));
    }

    [Fact]
    public void Forty_scenarios_are_answered_and_more()
    {
        var answered = ScenarioTheory.Cases().Count(c => c.Skip is null);
        output.WriteLine($"snowflake: {answered} scenarios answered, translated to DuckDB");
        answered.ShouldBeGreaterThan(ScenarioTheory.Least);
    }
}

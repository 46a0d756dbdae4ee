using Shouldly;
using Warehouse.TestEngines.History.Scenarios;
using Xunit;

namespace Warehouse.DialectTests.History;

/// <summary>Every scenario of history.md by the scripts that are generated for BigQuery, evaluated by GoogleSQL.</summary>
public sealed class BigQueryScenarioTests(ITestOutputHelper output)
{
    public static IEnumerable<TheoryDataRow<string>> Scenarios => ScenarioTheory.Cases();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_script_gives_what_the_scenario_says(string name)
    {
        using var warehouse = new OnBigQuery();
        ScenarioRun.Check("bigquery", warehouse, AllScenarios.Named(name));
    }

    [Fact]
    public void Forty_scenarios_are_answered_and_more()
    {
        var answered = Scenarios.Count(c => c.Skip is null);
        output.WriteLine($"bigquery: {answered} scenarios answered by GoogleSQL");
        answered.ShouldBeGreaterThan(ScenarioTheory.Least);
    }
}

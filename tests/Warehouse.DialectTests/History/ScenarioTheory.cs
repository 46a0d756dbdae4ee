using Warehouse.TestEngines.History.Scenarios;
using Xunit;

namespace Warehouse.DialectTests.History;

/// <summary>Every scenario as a case of a theory, those that scripts cannot answer skipped for a stated reason.</summary>
internal static class ScenarioTheory
{
    /// <summary>How many scenarios each engine is to answer at least.</summary>
    public const int Least = 40;

    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        AllScenarios.List.Select(s => new TheoryDataRow<string>(s.Name) { Skip = Reason(s) });

    private static string? Reason(Scenario scenario) => scenario.Steps.Any(s => s.Refused == "snapshot-out-of-order")
        ? "`warehouse load` refuses the batch before any SQL runs; a script is told its batch time and asks nobody"
        : null;
}

using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>Every scenario, by its name.</summary>
public static class AllScenarios
{
    public static ImmutableArray<Scenario> List { get; } =
        [.. FeedScenarios.All, .. OrderScenarios.All, .. AttributeScenarios.All, .. DeleteScenarios.All, .. LateScenarios.All, .. DayScenarios.All];

    public static Scenario Named(string name) => List.Single(s => s.Name == name);
}

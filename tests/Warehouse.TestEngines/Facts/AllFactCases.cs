using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Every case of a fact, by its name.</summary>
public static class AllFactCases
{
    public static ImmutableArray<FactCase> List { get; } = [.. TransactionCases.All, .. PeriodicCases.All, .. FactlessCases.All, .. AccumulatingCases.All, .. TimeCases.All, .. CurrencyCases.All, .. AllocationCases.All, .. GoneMemberCases.All, .. OutriggerCases.All, .. JunkCases.All, .. LateSnapshotCases.All, .. ScopeCases.All];

    public static FactCase Named(string name) => List.Single(c => c.Name == name);
}

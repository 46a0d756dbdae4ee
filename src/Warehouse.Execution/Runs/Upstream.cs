using System.Collections.Immutable;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>What a pipeline builds on: a fact on the dimensions of its roles, the rates by which it converts, and the calendar in whose days it counts.</summary>
public static class Upstream
{
    public static ImmutableArray<string> Of(PipelineLoad load) => load is FactLoad fact
        ? [.. fact.Roles.Select(r => r.Dimension.TableName).Concat(fact.Rates.Select(r => r.RatesTable)).Concat(fact.WorkingDays is { } calendar ? [calendar.TableName] : []).Distinct(StringComparer.Ordinal)]
        : [];
}

using System.Collections.Immutable;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>
/// What a pipeline builds on: a fact on the dimensions and bridges of its roles, the rates by which it converts and the calendar in whose days it counts,
/// a bridge on the dimension of its members, a dimension on its outriggers, an aggregate on its fact.
/// </summary>
public static class Upstream
{
    public static ImmutableArray<string> Of(PipelineLoad load) => [.. Tables(load).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Tables(PipelineLoad load) => load switch
    {
        FactLoad fact => fact.Roles.Select(r => r.Dimension.TableName).Concat(fact.Rates.Select(r => r.RatesTable)).Concat(fact.WorkingDays is { } calendar ? [calendar.TableName] : []),
        BridgeLoad bridge => [bridge.Member.TableName],
        DimensionLoad dimension => dimension.Outriggers.Select(o => o.Dimension.TableName),
        AggregateLoad aggregate => [aggregate.Fact.TableName],
        _ => [],
    };
}

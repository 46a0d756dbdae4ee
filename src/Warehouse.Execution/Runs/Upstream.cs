using System.Collections.Immutable;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>What a pipeline builds on: a fact on the dimensions and bridges of its roles, a bridge on the dimension of its members, a dimension on its outriggers.</summary>
public static class Upstream
{
    public static ImmutableArray<string> Of(PipelineLoad load) => load switch
    {
        FactLoad fact => [.. fact.Roles.Select(r => r.Dimension.TableName).Distinct(StringComparer.Ordinal)],
        BridgeLoad bridge => [bridge.Member.TableName],
        DimensionLoad dimension => [.. dimension.Outriggers.Select(o => o.Dimension.TableName).Distinct(StringComparer.Ordinal)],
        _ => [],
    };
}

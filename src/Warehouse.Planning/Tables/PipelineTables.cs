using System.Collections.Immutable;
using System.Diagnostics;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Tables;

/// <summary>The physical tables of a pipeline.</summary>
public static class PipelineTables
{
    /// <summary>The published one first.</summary>
    public static ImmutableArray<TableDesign> Of(PipelineLoad load) => load switch
    {
        CalendarLoad calendar => [calendar.Table],
        ClockLoad clock => [clock.Table],
        JunkLoad junk => [junk.Table],
        DimensionLoad dimension =>
        [
            .. new[] { dimension.Table, dimension.ChangeStore, dimension.Closure }
                .Concat(dimension.Profiles.SelectMany(p => new[] { p.Table, p.HistoryTable, p.History.ChangeStore }))
                .OfType<TableDesign>(),
        ],
        BridgeLoad bridge => [bridge.Table],
        AggregateLoad aggregate => [aggregate.Table],
        FactLoad fact => [.. new[] { fact.Table, fact.Deletes, fact.Held }.OfType<TableDesign>()],
        _ => throw new UnreachableException(load.Pipeline),
    };
}

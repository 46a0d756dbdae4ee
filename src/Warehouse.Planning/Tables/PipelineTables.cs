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
        DimensionLoad { ChangeStore: { } store } dimension => [dimension.Table, store],
        DimensionLoad dimension => [dimension.Table],
        FactLoad fact => [.. new[] { fact.Table, fact.Deletes, fact.Held }.OfType<TableDesign>()],
        _ => throw new UnreachableException(load.Pipeline),
    };
}

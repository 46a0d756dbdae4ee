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
        DimensionLoad { ChangeStore: { } store } dimension => [dimension.Table, store],
        DimensionLoad dimension => [dimension.Table],
        FactLoad { Deletes: { } deletes } fact => [fact.Table, deletes],
        FactLoad fact => [fact.Table],
        _ => throw new UnreachableException(load.Pipeline),
    };
}

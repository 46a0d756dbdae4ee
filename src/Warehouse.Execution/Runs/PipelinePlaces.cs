using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>Where a pipeline and its source are declared.</summary>
internal static class PipelinePlaces
{
    public static Source? SourceOf(this PipelineLoad load) => load switch
    {
        DimensionLoad d => d.Source,
        BridgeLoad b => b.Source,
        FactLoad f => f.Source,
        _ => null,
    };

    public static SourceRead? ReadOf(this PipelineLoad load) => load switch
    {
        DimensionLoad d => d.Read,
        BridgeLoad b => b.Read,
        FactLoad f => f.Read,
        _ => null,
    };

    public static SourceSpan Place(this PipelineLoad load) => load switch
    {
        CalendarLoad c => c.Dimension.Name.Span,
        ClockLoad c => c.Dimension.Name.Span,
        JunkLoad j => j.Dimension.Name.Span,
        DimensionLoad d => d.Dimension.Name.Span,
        BridgeLoad b => b.Bridge.Name.Span,
        FactLoad f => f.Fact.Name.Span,
        AggregateLoad a => a.Aggregate.Name.Span,
        _ => SourceSpan.None,
    };
}

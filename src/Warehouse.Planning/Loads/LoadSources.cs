using Warehouse.Model.Diagnostics;

namespace Warehouse.Planning.Loads;

/// <summary>What every load has in common: where it is declared, and what it reads.</summary>
public static class LoadSources
{
    /// <summary>What the ledger names as the source of rows that the tool computes.</summary>
    public const string Computed = "calendar";

    /// <summary>The name of the dimension or fact in the model.</summary>
    public static SourceSpan DeclaredAt(this PipelineLoad load) => load switch
    {
        CalendarLoad calendar => calendar.Dimension.Name.Span,
        ClockLoad clock => clock.Dimension.Name.Span,
        JunkLoad junk => junk.Dimension.Name.Span,
        DimensionLoad dimension => dimension.Dimension.Name.Span,
        BridgeLoad bridge => bridge.Bridge.Name.Span,
        FactLoad fact => fact.Fact.Name.Span,
        AggregateLoad aggregate => aggregate.Aggregate.Name.Span,
        _ => SourceSpan.None,
    };

    /// <summary>The name of the dimension or fact, as the model has it.</summary>
    public static string ModelName(this PipelineLoad load) => load switch
    {
        CalendarLoad calendar => calendar.Dimension.Name.Text,
        ClockLoad clock => clock.Dimension.Name.Text,
        JunkLoad junk => junk.Dimension.Name.Text,
        DimensionLoad dimension => dimension.Dimension.Name.Text,
        BridgeLoad bridge => bridge.Bridge.Name.Text,
        FactLoad fact => fact.Fact.Name.Text,
        AggregateLoad aggregate => aggregate.Aggregate.Name.Text,
        _ => load.Pipeline,
    };

    /// <summary>The tool computes the rows: there is no source, and they are there before anything else is loaded.</summary>
    public static bool IsComputed(this PipelineLoad load) => load is CalendarLoad or ClockLoad;

    /// <summary>Null for a load without a source, such as a calendar's.</summary>
    public static SourceRead? Reads(this PipelineLoad load) => load switch
    {
        DimensionLoad dimension => dimension.Read,
        BridgeLoad bridge => bridge.Read,
        FactLoad fact => fact.Read,
        _ => null,
    };
}

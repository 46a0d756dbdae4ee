using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Projects;

/// <summary>Where in the model a load is declared.</summary>
internal static class Places
{
    public static SourceSpan Of(PipelineLoad load) => load switch
    {
        CalendarLoad calendar => calendar.Dimension.Name.Span,
        DimensionLoad dimension => dimension.Dimension.Name.Span,
        FactLoad fact => fact.Fact.Name.Span,
        _ => SourceSpan.None,
    };
}

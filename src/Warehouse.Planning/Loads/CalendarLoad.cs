using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The filling of a calendar with the days of its range that it does not hold yet.</summary>
public sealed record CalendarLoad(CalendarDimension Dimension) : PipelineLoad(Dimension.TableName)
{
    public TableDesign Table { get; } = CalendarTable.Design(Dimension);
}

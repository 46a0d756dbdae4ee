using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The filling of a clock with the times of a day.</summary>
public sealed record ClockLoad(ClockDimension Dimension) : PipelineLoad(Dimension.TableName)
{
    public TableDesign Table { get; } = ClockTable.Design(Dimension);
}

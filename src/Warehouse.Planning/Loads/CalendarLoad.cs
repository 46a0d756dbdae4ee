using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The filling of a calendar with the days of its range that it does not hold yet.</summary>
public sealed record CalendarLoad(CalendarDimension Dimension) : PipelineLoad(Dimension.TableName)
{
    public TableDesign Table { get; } = CalendarTable.Design(Dimension);

    public override Name Declared => Dimension.Name;

    public override Documentation Documentation => Dimension.Documentation;

    public override ImmutableArray<string> Types => ["dimension", "calendar"];

    public override ImmutableArray<TableDesign> Tables => [Table];

    public override bool IsComputed => true;
}

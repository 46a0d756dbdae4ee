using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The filling of a clock with the times of a day.</summary>
public sealed record ClockLoad(ClockDimension Dimension) : PipelineLoad(Dimension.TableName)
{
    public TableDesign Table { get; } = ClockTable.Design(Dimension);

    public override Name Declared => Dimension.Name;

    public override Documentation Documentation => Dimension.Documentation;

    public override ImmutableArray<string> Types => ["dimension", "clock"];

    public override ImmutableArray<TableDesign> Tables => [Table];

    public override bool IsComputed => true;
}

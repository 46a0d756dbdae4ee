using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>A junk dimension, which has no batches of its own: the facts that refer to it put in the combinations that they meet.</summary>
public sealed record JunkLoad(JunkDimension Dimension) : PipelineLoad(Dimension.TableName)
{
    public TableDesign Table { get; } = CombinationTable.Design(Dimension);

    public override Name Declared => Dimension.Name;

    public override Documentation Documentation => Dimension.Documentation;

    public override ImmutableArray<string> Types => ["dimension", "junk"];

    public override ImmutableArray<TableDesign> Tables => [Table];

    public override bool HasBatches => false;
}

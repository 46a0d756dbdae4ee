using System.Collections.Immutable;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Lineage;

/// <summary>What a pipeline reads and writes, column by column, as the model says it.</summary>
/// <param name="Outputs">The published table first.</param>
public sealed record PipelineLineage(ImmutableArray<TableLineage> Outputs)
{
    /// <summary>The source first, then the tables in which rows are looked up.</summary>
    public ImmutableArray<LineageInput> Inputs { get; init; } = [];

    public static PipelineLineage Of(PipelineLoad load)
    {
        ImmutableArray<TableLineage> outputs = load switch
        {
            DimensionLoad dimension => DimensionLineage.Of(dimension),
            FactLoad fact => FactLineage.Of(fact),
            BridgeLoad bridge => [BridgeLineage.Of(bridge)],
            _ => [.. (load?.Tables ?? throw new ArgumentNullException(nameof(load))).Take(1).Select(t => new TableLineage(t, [], []))],
        };
        var read = outputs.SelectMany(o => o.Columns.SelectMany(c => c.Inputs).Concat(o.Rows)).Select(c => c.Input);
        var source = load.Reads is { } reads ? [new LineageInput.OfSource(reads.Source)] : Array.Empty<LineageInput>();
        var own = outputs.Select(o => new LineageInput.OfTable(o.Table.Schema, o.Table.Name));
        return new(outputs) { Inputs = [.. source.Concat(read).Distinct().Except(own)] };
    }
}

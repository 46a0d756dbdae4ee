using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The incremental load of a sourced dimension.</summary>
public sealed record DimensionLoad(SourcedDimension Dimension, SourceRead Read) : PipelineLoad(Dimension.TableName)
{
    public Source Source => Read.Source;

    public TableDesign Table { get; } = DimensionTable.Design(Dimension);

    /// <summary>Where accepted changes are kept for late ones; null for feeds that never rewrite the past.</summary>
    public TableDesign? ChangeStore { get; } =
        DimensionTable.ChangeStore(Dimension, Read.Source, Read.Columns.ToDictionary(c => c.Name, c => c.Type));

    /// <summary>A batch of `upserts` or `snapshot` says one thing of a member: its row now.</summary>
    public bool OneChangeAMember => Source.Feed != Feed.Changes;

    /// <summary>The attributes with a column in the base dimension.</summary>
    public ImmutableArray<Model.Star.Attribute> Attributes => [.. Dimension.Attributes.Where(a => a.Type is not null)];
}

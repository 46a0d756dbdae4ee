using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>The last version of every member of a dimension that keeps versions, the special members included: what a durable key joins to (type 7).</summary>
/// <remarks>A deleted member's last version is there too, and not current: a fact that refers to it must find a row.</remarks>
public sealed record CurrentView(SourcedDimension Dimension) : ViewDesign(new ObjectName(Dimension.Schema, $"dim_{Dimension.Name.Text}_current"))
{
    /// <summary>The dimension's own, by the same names: a report changes over by joining the durable key.</summary>
    public override ImmutableArray<ColumnDesign> Columns { get; } = PublishedColumns.Of(DimensionTables.Of(Dimension));

    public override ImmutableArray<ObjectName> Reads => [new(Dimension.Schema, Dimension.TableName)];

    public override string Description => $"The last version of every {Dimension.Name.Text}: one row a durable key, those of deleted members not current.";

    public override SourceSpan DeclaredAt => Dimension.Name.Span;
}

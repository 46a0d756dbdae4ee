using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>Type 5: a dimension with what its members' mini-dimensions say now, as `current_*` on every version.</summary>
public sealed record ProfiledView(SourcedDimension Dimension) : ViewDesign(new ObjectName(Dimension.Schema, $"dim_{Dimension.Name.Text}_profiled"))
{
    /// <summary>The mini-dimensions whose current keys the base carries.</summary>
    public ImmutableArray<ProfileDimension> Profiles { get; } = [.. Dimension.MiniDimensions.Where(m => m.Scd == 5).Select(m => ProfileDimension.Of(Dimension, m))];

    /// <summary>The dimension's own, then those of each mini-dimension.</summary>
    public override ImmutableArray<ColumnDesign> Columns =>
    [
        .. PublishedColumns.Of(DimensionTables.Of(Dimension)),
        .. Profiles.SelectMany(p => p.Mini.Attributes.Select(a => new ColumnDesign(AttributeColumns.Current(a.Name.Text), a.Type!, Description: a.Documentation.Description))),
    ];

    public override ImmutableArray<ObjectName> Reads =>
        [new(Dimension.Schema, Dimension.TableName), .. Profiles.Select(p => new ObjectName(p.Schema, p.TableName))];

    public override string Description => $"{Dimension.Name.Text} with what is true of its members now ({string.Join(", ", Profiles.Select(p => p.Name.Text))}).";

    public override SourceSpan DeclaredAt => Dimension.Name.Span;
}

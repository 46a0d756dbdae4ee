using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Bridges;

/// <summary>
/// The row of a group that has no members: one that only facts have named, one whose links are gone, or a special one. It links to no
/// member with the whole weight and for all time, so that whoever goes through the bridge loses no fact.
/// </summary>
internal static class BridgeRow
{
    /// <summary>The bridge's column for the member, whatever its version; negative where a group has none.</summary>
    public static string MemberKey(Bridge bridge) => $"{bridge.MemberDimension.Text}_durable_key";

    /// <summary>The row's columns; what names the member is not among them.</summary>
    public static ImmutableArray<SelectItem> Columns(Bridge bridge, SqlExpression key, SqlExpression member, Func<KeyPart, SqlExpression> group, SqlExpression loadedBy) =>
    [
        key.As(GroupDimension.Of(bridge).KeyColumn),
        .. bridge.Group.Select(g => group(g).As(g.Name.Text)),
        member.As(MemberKey(bridge)),
        .. bridge.WeightColumn is null ? Array.Empty<SelectItem>() : [Whole(bridge).As(BridgeTable.Weight)],
        .. bridge.ValidFrom is null
            ? Array.Empty<SelectItem>()
            : [Instants.Beginning.As(GeneratedColumns.ValidFrom), Instants.HighDate.As(GeneratedColumns.ValidTo), True.As(GeneratedColumns.IsCurrent)],
        loadedBy.As(GeneratedColumns.LoadedBy),
        loadedBy.As(GeneratedColumns.ChangedBy),
    ];

    /// <summary>What the shares of a group sum to.</summary>
    public static SqlExpression Whole(Bridge bridge) => new Cast(new Literal.Decimal(bridge.WeightSum ?? 1), SqlTypes.Of(SourceColumns.Number));

    /// <summary>The numbers after the largest group key, in the order of what names the groups.</summary>
    public static SqlExpression NextKey(Bridge bridge, string relation, SqlExpression? isNew = null)
    {
        var key = GroupDimension.Of(bridge).KeyColumn;
        var last = new ScalarSubquery(new Select
        {
            Items = [Coalesce(new Sql.Tree.Aggregate(AggregateFunction.Max, Col(key)), Int(0)).As("last_key")],
            From = new TableRelation(bridge.ToTable()),
            Where = Greater(Col(key), Int(0)),
        });
        ImmutableArray<Ordering> order = [.. bridge.Group.Select(g => Col(relation, g.Name.Text).Ascending(isText: g.Type is DataType.Text))];
        return Plus(last, new Window(WindowFunction.RowNumber, [], new(isNew is null ? [] : [isNew], order)));
    }

    /// <summary>Groups that a fact names and that have not come.</summary>
    public static Insert Infer(GroupDimension groups, TableName early)
    {
        var bridge = groups.Bridge;
        var row = Columns(bridge, Col("n", "_key"), Int((long)SpecialMember.Unknown), g => Col("n", g.Name.Text), BatchParameters.BatchId);
        return new(bridge.ToTable(), [.. row.Select(i => i.Name)], new Select
        {
            With =
            [
                new("numbered", new Select
                {
                    Items = [NextKey(bridge, "m").As("_key"), .. bridge.Group.Select(g => Col("m", g.Name.Text).As(g.Name.Text))],
                    From = new TableRelation(early, "m"),
                }),
            ],
            Items = row,
            From = new CommonTableRelation("numbered", "n"),
        });
    }
}

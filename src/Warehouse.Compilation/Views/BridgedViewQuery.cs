using Warehouse.Compilation.Bridges;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>A fact joined to the members that its group had at the event.</summary>
internal static class BridgedViewQuery
{
    private const string F = "f";
    private const string B = "b";

    public static Select Of(BridgedView view) => new()
    {
        Items =
        [
            .. FactTable.Published(view.Fact).Select(c => Value(view, c).As(c.Name)),
            // A group without a member at the event: the fact stays, with the unknown member and the whole share.
            Coalesce(Col(B, BridgeRow.MemberKey(view.Bridge)), Int((long)SpecialMember.Unknown)).As(view.MemberColumn),
            .. view.Bridge.WeightColumn is null ? Array.Empty<SelectItem>() : [Share(view, 0).As(view.ShareColumn)],
        ],
        From = new TableRelation(view.Fact.ToTable(), F),
        Joins = [new(JoinKind.Left, new TableRelation(view.Bridge.ToTable(), B), Membership(view))],
    };

    private static SqlExpression Membership(BridgedView view)
    {
        var sameGroup = Eq(Col(B, GroupDimension.Of(view.Bridge).KeyColumn), Col(F, view.Role.KeyColumn));
        if (view.Bridge.ValidFrom is null)
            return sameGroup;
        var at = Col(F, GeneratedColumns.EventAt);
        var held = And(AtMost(Col(B, GeneratedColumns.ValidFrom), at), Less(at, Col(B, GeneratedColumns.ValidTo)));
        // Of an event without a time the group is taken as it is.
        return And(sameGroup, view.Fact.EventTime is null ? Or(held, And(IsNull(at), Col(B, GeneratedColumns.IsCurrent))) : held);
    }

    private static SqlExpression Value(BridgedView view, ColumnDesign column)
    {
        var value = Col(F, column.Name);
        if (!view.IsShared(column.Name))
            return value;
        var type = SqlTypes.Of(view.SharedType(column.Type));
        return column.Type is DataType.Float
            ? Times(value, new Cast(Share(view, 0), type))
            : new Cast(Times(value, Share(view, column.Type is DataType.Decimal { Scale: var scale } ? scale : 0)), type);
    }

    /// <summary>The share of 1, with as many more digits as what it is multiplied by has: an engine may keep no more than either has.</summary>
    private static Cast Share(BridgedView view, int moreDigits)
    {
        var weight = Coalesce(Col(B, BridgeTable.Weight), BridgeRow.Whole(view.Bridge));
        var share = view.Factor switch
        {
            1 => weight,
            { } factor => Times(weight, new Literal.Decimal(factor)),
            null => new Binary(BinaryOperator.Divide, weight, BridgeRow.Whole(view.Bridge)),
        };
        var digits = (view.Factor?.Scale ?? 0) + moreDigits;
        return new(share, new SqlType.Decimal(Math.Min(18 + digits, 38), Math.Min(view.ShareScale + moreDigits, 37)));
    }
}

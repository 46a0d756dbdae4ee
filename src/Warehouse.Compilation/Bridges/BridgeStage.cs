using System.Collections.Immutable;
using Warehouse.Compilation.Expressions;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Bridges;

/// <summary>The staging table of a bridge: a link a row, its share, and the time for which it holds.</summary>
internal static class BridgeStage
{
    public static StageDesign Design(BridgeLoad load, string suffix)
    {
        var (bridge, read) = (load.Bridge, load.Read);
        ImmutableArray<string> key = [.. load.GroupColumns, .. load.MemberColumns];
        return new()
        {
            Table = new(StateTables.Schema, $"stage_{load.Pipeline}{suffix}"),
            Read = read,
            Columns =
            [
                .. bridge.Group.Select(g => new StageColumn(g.Name.Text, g.Type, StageValues.Column(read, g.SourceColumn.Text, g.Type))),
                .. load.Member.NaturalKey.Select((k, i) => new StageColumn(k.Name.Text, k.Type, StageValues.Column(read, bridge.MemberKey[i].Text, k.Type))),
                .. bridge.WeightColumn is { } weight
                    ? [new(BridgeTable.Weight, SourceColumns.Number, StageValues.Column(read, weight.Text, SourceColumns.Number))]
                    : Array.Empty<StageColumn>(),
                .. bridge.ValidFrom is { } from
                    ? [
                        new(GeneratedColumns.ValidFrom, DataType.Instant, Coalesce(StageValues.Column(read, from.Text, DataType.Instant), Instants.Beginning)),
                        new(GeneratedColumns.ValidTo, DataType.Instant, bridge.ValidTo is { } to ? Coalesce(StageValues.Column(read, to.Text, DataType.Instant), Instants.HighDate) : Instants.HighDate),
                    ]
                    : Array.Empty<StageColumn>(),
                new(ChangeColumns.IsDelete, DataType.Bool, load.Source.DeleteWhen is { } when ? When(SourceExpression.Compile(when, read, DataType.Bool), True, False) : False),
                .. FactOrder.Of(read).Select(o => new StageColumn(o.Name, o.Type, StageValues.Column(read, o.SourceColumn, o.Type))),
                .. load.Source.OnConflictColumn is { } winner
                    ? [new(ChangeColumns.WinsBy, read.TypeOf(winner.Text), StageValues.Column(read, winner.Text, read.TypeOf(winner.Text)))]
                    : Array.Empty<StageColumn>(),
            ],
            Key = key,
            Identity = Identity(load),
            Order =
            [
                .. FactOrder.Of(read).Select(o => new Ordering(Col(StageDesign.Alias, o.Name), Descending: true, IsText: o.IsText)),
                .. load.Source.DeleteWhen is null ? [] : new[] { Col(StageDesign.Alias, ChangeColumns.IsDelete).Descending() },
                .. load.Source.OnConflictColumn is { } last
                    ? [new Ordering(Col(StageDesign.Alias, ChangeColumns.WinsBy), Descending: true, IsText: read.TypeOf(last.Text) is DataType.Text)]
                    : Array.Empty<Ordering>(),
            ],
            Screens = [.. Screens(load)],
        };
    }

    /// <summary>What tells one link from another: the group, the member, and when the link begins.</summary>
    public static ImmutableArray<string> Identity(BridgeLoad load) =>
        [.. load.GroupColumns, .. load.MemberColumns, .. load.Bridge.ValidFrom is null ? Array.Empty<string>() : [GeneratedColumns.ValidFrom]];

    /// <summary>What a link says beside its identity.</summary>
    public static ImmutableArray<string> Content(BridgeLoad load) =>
    [
        .. load.Bridge.WeightColumn is null ? Array.Empty<string>() : [BridgeTable.Weight],
        .. load.Bridge.ValidFrom is null ? Array.Empty<string>() : [GeneratedColumns.ValidTo],
    ];

    private static IEnumerable<Screen> Screens(BridgeLoad load)
    {
        var stands = Not(Col(StageCompiler.Evaluated, ChangeColumns.IsDelete));
        if (load.Bridge.WeightColumn is { } weight)
            yield return new("null-weight", And(stands, IsNull(Col(StageCompiler.Evaluated, BridgeTable.Weight))), $"{weight.Text} is NULL");
        if (load.Bridge.ValidFrom is { } from)
        {
            var (begins, ends) = (Col(StageCompiler.Evaluated, GeneratedColumns.ValidFrom), Col(StageCompiler.Evaluated, GeneratedColumns.ValidTo));
            yield return new("empty-validity", And(stands, AtLeast(begins, ends)), $"the link ends when it begins ({from.Text}), or before");
        }
    }
}

using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Bridges;

/// <summary>
/// The links that the groups of a batch have after it. Where the source says what a row is (`feed`), rows of a snapshot are all the
/// links there are and upserts are some; where it says nothing, the rows of a group are all of that group.
/// </summary>
internal static class BridgeLinks
{
    private const string S = StageDesign.Alias;
    private const string B = "b";

    /// <summary>The groups that the batch may change.</summary>
    public static TableName Touched(BridgeLoad load) => new(null, $"touched_{load.Bridge.Name.Text}");

    /// <summary>Their links after the batch, by what names the members.</summary>
    public static TableName Links(BridgeLoad load) => new(null, $"link_{load.Bridge.Name.Text}");

    public static TableName Table(BridgeLoad load) => load.Bridge.ToTable();

    public static IEnumerable<LoadStep> Find(BridgeLoad load, StageDesign stage)
    {
        yield return new("Name the groups that the batch speaks of", new CreateTableAs(Touched(load), Groups(load, stage), TableLifetime.Transaction));
        yield return new("Say which links they have after it", new CreateTableAs(Links(load), new UnionAll([Stated(load, stage), Kept(load, stage)]), TableLifetime.Transaction));
    }

    /// <summary>Rows of the bridge that are links to members.</summary>
    public static SqlExpression IsLink(BridgeLoad load, string relation) => Greater(Col(relation, load.Member.DurableKeyColumn), Int(0));

    private static Select Groups(BridgeLoad load, StageDesign stage)
    {
        var named = new Select { Distinct = true, Items = [.. load.GroupColumns.Select(g => Col(S, g).As(g))], From = stage.Relation, Where = StageDesign.Accepted };
        if (load.Source.Feed != Feed.Snapshot)
            return named;
        var dropped = new Select
        {
            Items = [.. load.GroupColumns.Select(g => Col(B, g).As(g))],
            From = new TableRelation(Table(load), B),
            Where = And(IsLink(load, B), Not(IsSaid(load, stage, accepted: null)), IsInScope(load, stage)),
        };
        return new Select
        {
            Distinct = true,
            Items = [.. load.GroupColumns.Select(g => Col("u", g).As(g))],
            From = new SubqueryRelation(new UnionAll([named, dropped]), "u"),
        };
    }

    private static Select Stated(BridgeLoad load, StageDesign stage) => new()
    {
        Items = [.. Columns(load).Select(c => Col(S, c).As(c))],
        From = stage.Relation,
        Where = And(StageDesign.Accepted, Not(Col(S, ChangeColumns.IsDelete))),
    };

    /// <summary>A link that the batch does not take the place of. Of what is absent only a rejected row says that it is still there.</summary>
    private static Select Kept(BridgeLoad load, StageDesign stage)
    {
        var replaced = IsSaid(load, stage, accepted: true);
        return new()
        {
            Items = [.. Columns(load).Select(c => Col(B, c).As(c))],
            From = new TableRelation(Table(load), B),
            Joins = [new(JoinKind.Inner, new TableRelation(Touched(load), "t"), SameKey("t", B, load.GroupColumns))],
            Where = And(IsLink(load, B), Not(replaced), load.Source.Feed == Feed.Upserts ? True : Or([IsSaid(load, stage, accepted: false), .. load.Source.DeleteScope.IsEmpty ? Array.Empty<SqlExpression>() : [Not(IsInScope(load, stage))]])),
        };
    }

    /// <summary>The link is among those of which absence says something: within what the batch mentions of the scope's columns.</summary>
    private static SqlExpression IsInScope(BridgeLoad load, StageDesign stage)
    {
        if (load.Source.DeleteScope.IsEmpty)
            return True;
        var scope = load.Source.DeleteScope
            .Select(c => load.Bridge.Group.FirstOrDefault(g => g.SourceColumn == c)?.Name.Text ?? load.MemberColumns[load.Bridge.MemberKey.IndexOf(c)])
            .ToImmutableArray();
        return Exists(stage.Relation, new IsDistinct([.. scope.Select(c => Col(S, c))], [.. scope.Select(c => Col(B, c))], Negated: true));
    }

    private static Exists IsSaid(BridgeLoad load, StageDesign stage, bool? accepted) => Exists(stage.Relation, And(
            SameKey(S, B, BridgeStage.Identity(load)),
            accepted switch
            {
                true => StageDesign.Accepted,
                false => Eq(Col(S, ChangeColumns.Outcome), Text(Outcomes.Rejected)),
                null => True,
            }));

    private static ImmutableArray<string> Columns(BridgeLoad load) => [.. BridgeStage.Identity(load), .. BridgeStage.Content(load)];
}

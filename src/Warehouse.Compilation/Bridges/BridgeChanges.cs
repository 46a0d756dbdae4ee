using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Bridges;

/// <summary>What a batch changes of a bridge: its groups with their keys, and of each link whether it is new, different or gone.</summary>
internal static class BridgeChanges
{
    public const string Kind = "_kind";
    public const string Inserts = "insert";
    public const string Updates = "update";
    public const string Deletes = "delete";
    public const string Unchanged = "unchanged";
    public const string IsNew = "_is_new";

    private const string B = "b";
    private const string C = "c";
    private const string G = "g";
    private const string W = "w";

    public static TableName Groups(BridgeLoad load) => new(null, $"group_{load.Bridge.Name.Text}");

    public static TableName Changes(BridgeLoad load) => new(null, $"change_{load.Bridge.Name.Text}");

    public static IEnumerable<LoadStep> Find(BridgeLoad load)
    {
        yield return new("Give keys to groups that were never seen, in their order; a group seen before keeps its own", new CreateTableAs(Groups(load), Keyed(load), TableLifetime.Transaction));
        yield return new("Find what the batch changes, once", new CreateTableAs(Changes(load), Compared(load), TableLifetime.Transaction));
    }

    public static IEnumerable<LoadStep> Write(BridgeLoad load)
    {
        var identity = RowIdentity(load);
        var content = BridgeStage.Content(load);
        yield return new("Remove links that are gone", new Delete(BridgeLinks.Table(load), B, Exists(new TableRelation(Changes(load), C), And(SameKey(C, B, identity), Eq(Col(C, Kind), Text(Deletes))))));
        if (!content.IsEmpty)
        {
            yield return new("Correct links that differ", new Update(
                BridgeLinks.Table(load),
                B,
                [
                    .. content.Select(c => new Assignment(c, Col(C, c))),
                    .. load.Bridge.ValidFrom is null ? Array.Empty<Assignment>() : [new(GeneratedColumns.IsCurrent, IsOpen(C))],
                    new(GeneratedColumns.ChangedBy, BatchParameters.BatchId),
                ])
            {
                From = new TableRelation(Changes(load), C),
                Where = And(SameKey(B, C, identity), Eq(Col(C, Kind), Text(Updates))),
            });
        }

        ImmutableArray<SelectItem> row =
        [
            .. Columns(load).Select(c => Col(C, c).As(c)),
            .. load.Bridge.ValidFrom is null ? Array.Empty<SelectItem>() : [IsOpen(C).As(GeneratedColumns.IsCurrent)],
            BatchParameters.BatchId.As(GeneratedColumns.LoadedBy),
            BatchParameters.BatchId.As(GeneratedColumns.ChangedBy),
        ];
        yield return new("Add new links", new Insert(BridgeLinks.Table(load), [.. row.Select(i => i.Name)], new Select
        {
            Items = row,
            From = new TableRelation(Changes(load), C),
            Where = Eq(Col(C, Kind), Text(Inserts)),
        }));
    }

    /// <summary>A group has one key, and a row: what facts refer to is there.</summary>
    public static LoadStep Invariant(BridgeLoad load) => new("Assert that every group has one key, and a row", new Assert("WH5112", "a group of a bridge has no row, or more than one key", new Select
    {
        Items = [.. load.GroupColumns.Select(g => Col(G, g).As(g))],
        From = new TableRelation(Groups(load), G),
        Joins = [new(JoinKind.Left, new TableRelation(BridgeLinks.Table(load), B), SameKey(B, G, load.GroupColumns))],
        GroupBy = [.. load.GroupColumns.Select(g => Col(G, g))],
        Having = Ne(new Sql.Tree.Aggregate(AggregateFunction.Count, Col(B, load.Groups.KeyColumn), Distinct: true), Int(1)),
    }));

    private static Select Keyed(BridgeLoad load)
    {
        var known = new Select
        {
            Distinct = true,
            Items = [.. load.GroupColumns.Append(load.Groups.KeyColumn).Select(c => Col(B, c).As(c))],
            From = new TableRelation(BridgeLinks.Table(load), B),
        };
        var key = Col("k", load.Groups.KeyColumn);
        return new()
        {
            Items =
            [
                .. load.GroupColumns.Select(g => Col("t", g).As(g)),
                Coalesce(key, BridgeRow.NextKey(load.Bridge, "t", IsNull(key))).As(load.Groups.KeyColumn),
                IsNull(key).As(IsNew),
            ],
            From = new TableRelation(BridgeLinks.Touched(load), "t"),
            Joins = [new(JoinKind.Left, new SubqueryRelation(known, "k"), SameKey("k", "t", load.GroupColumns))],
            // What deletes links of a group that never was makes none.
            Where = And(BadGroups.IsGood(load, "t"), Or(IsNotNull(key), Exists(new TableRelation(BridgeLinks.Links(load), "l"), SameKey("l", "t", load.GroupColumns)))),
        };
    }

    private static Select Compared(BridgeLoad load)
    {
        var columns = Columns(load);
        var known = new Select
        {
            Items = [.. columns.Select(c => Col(B, c).As(c))],
            From = new TableRelation(BridgeLinks.Table(load), B),
            Joins = [new(JoinKind.Inner, new TableRelation(Groups(load), G), Eq(Col(G, load.Groups.KeyColumn), Col(B, load.Groups.KeyColumn)))],
        };
        var content = BridgeStage.Content(load);
        return new()
        {
            With = [new("wanted", new UnionAll([Wanted(load), Empty(load)])), new("known", known)],
            Items =
            [
                .. columns.Select(c => Coalesce(Col(W, c), Col("k", c)).As(c)),
                new Case(
                    [
                        new(IsNull(Col("k", load.Groups.KeyColumn)), Text(Inserts)),
                        new(IsNull(Col(W, load.Groups.KeyColumn)), Text(Deletes)),
                        .. content.IsEmpty ? [] : new[] { new CaseBranch(Differ(W, "k", content), Text(Updates)) },
                    ],
                    Text(Unchanged)).As(Kind),
            ],
            From = new CommonTableRelation("wanted", W),
            Joins = [new(JoinKind.Full, new CommonTableRelation("known", "k"), SameKey(W, "k", RowIdentity(load)))],
        };
    }

    private static Select Wanted(BridgeLoad load)
    {
        var link = BridgeStage.Identity(load).AddRange(BridgeStage.Content(load));
        return new()
        {
            Items =
            [
                .. Columns(load).Select(c =>
                    (c == load.Groups.KeyColumn ? Col(G, c) : c == load.Member.DurableKeyColumn ? Col("d", c) : Col("l", c)).As(c)),
            ],
            From = new TableRelation(BridgeLinks.Links(load), "l"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(Groups(load), G), SameKey(G, "l", load.GroupColumns)),
                new(JoinKind.Inner, new TableRelation(load.Member.ToTable(), "d"), And(SameKey("d", "l", load.MemberColumns), Col("d", GeneratedColumns.IsLast))),
            ],
        };
    }

    /// <summary>A group without a link keeps its key, for the facts that have it and for its return.</summary>
    private static Select Empty(BridgeLoad load)
    {
        var row = BridgeRow.Columns(load.Bridge, Col(G, load.Groups.KeyColumn), Int((long)SpecialMember.Unknown), g => Col(G, g.Name.Text), Text("")).ToDictionary(i => i.Name, i => i.Expression, StringComparer.Ordinal);
        foreach (var part in load.Member.NaturalKey)
            row[part.Name.Text] = new Literal.Null(SqlTypes.Of(part.Type));
        return new()
        {
            Items = [.. Columns(load).Select(c => row[c].As(c))],
            From = new TableRelation(Groups(load), G),
            Where = None(new TableRelation(BridgeLinks.Links(load), "l"), SameKey("l", G, load.GroupColumns)),
        };
    }

    private static SqlExpression IsOpen(string relation) => Eq(Col(relation, GeneratedColumns.ValidTo), Instants.HighDate);

    private static ImmutableArray<string> RowIdentity(BridgeLoad load) =>
        [load.Groups.KeyColumn, load.Member.DurableKeyColumn, .. load.Bridge.ValidFrom is null ? Array.Empty<string>() : [GeneratedColumns.ValidFrom]];

    /// <summary>The bridge's columns but those of validity and audit that follow from them.</summary>
    private static ImmutableArray<string> Columns(BridgeLoad load) =>
        [.. load.Table.Columns.Select(c => c.Name).Except([GeneratedColumns.IsCurrent, GeneratedColumns.LoadedBy, GeneratedColumns.ChangedBy])];
}

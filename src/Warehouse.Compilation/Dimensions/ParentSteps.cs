using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Compilation.Facts;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// A ragged hierarchy: a parent that has not come is inferred, every member has its parent's key, and the closure holds all ancestors of
/// all members. Only the trees below members whose parent changed are made anew, by doubling: the ways of up to 2ⁿ levels, then those of
/// up to 2ⁿ⁺¹, which every engine says in plain joins.
/// </summary>
internal static class ParentSteps
{
    public const string CycleCode = "WH5113";

    public const string TooDeepCode = "WH5114";

    /// <summary>Ways of up to 2⁶ levels.</summary>
    private const int Doublings = 6;

    private const string D = DimensionNames.Dimension;
    private const string Below = "_below";
    private const string Durable = "_durable_key";
    private const string Parent = "_parent_key";
    private const string Name = "_name";

    public static TableName Early(DimensionLoad load) => new(null, $"early_{load.Dimension.Name.Text}_parent");

    public static IEnumerable<LoadStep> Compile(DimensionLoad load)
    {
        if (load.Dimension.Parent is null)
            yield break;
        var named = load.ParentColumns();
        var unknown = new Select
        {
            Distinct = true,
            Items = [.. load.NaturalKey().Select((k, i) => Col(D, named[i]).As(k))],
            From = new TableRelation(load.Target(), D),
            Where = And(Touched(load), And(named.Select(n => IsNotNull(Col(D, n)))), Not(Exists(new TableRelation(load.Target(), "p"), SameParent(load, "p")))),
        };
        foreach (var step in InferredMembers.Compile("parent", load.Dimension, Early(load), unknown))
            yield return step;
        yield return new("Give every member its parent's key", new Update(load.Target(), D, [new(ParentTables.ParentKey, Col("p", load.Dimension.DurableKeyColumn)), Changed])
        {
            From = new TableRelation(load.Target(), "p"),
            Where = And(Touched(load), SameParent(load, "p"), Col("p", GeneratedColumns.IsLast), Ne(Col(D, ParentTables.ParentKey), Col("p", load.Dimension.DurableKeyColumn))),
        });
        yield return new("A member that names no parent is a root", new Update(load.Target(), D, [new(ParentTables.ParentKey, Int((long)SpecialMember.NotApplicable)), Changed])
        {
            Where = And(Touched(load), Or(named.Select(n => IsNull(Col(D, n)))), Ne(Col(D, ParentTables.ParentKey), Int((long)SpecialMember.NotApplicable))),
        });
        if (load.Closure is null)
            yield break;
        foreach (var step in Close(load))
            yield return step;
    }

    private static Assignment Changed { get; } = new(GeneratedColumns.ChangedBy, BatchParameters.BatchId);

    private static IEnumerable<LoadStep> Close(DimensionLoad load)
    {
        yield return new("Find members that have another parent than their ancestors say, or none yet", new CreateTableAs(
            Moved(load), GoneMembers.CanBe(load) ? new UnionAll([MovedMembers(load), Gone(load)]) : MovedMembers(load), TableLifetime.Transaction));
        yield return new("With them goes all that is below them", new CreateTableAs(Tree(load), new UnionAll([TheMoved(load), TheirDescendants(load)]), TableLifetime.Transaction));
        yield return new("Note who may have got children or lost them", new CreateTableAs(Parents(load), new UnionAll([NewParents(load), OldParents(load)]), TableLifetime.Transaction));
        yield return new("The way up by one level", new CreateTableAs(Way(load, 0), OneLevel(load), TableLifetime.Transaction));
        for (var i = 1; i <= Doublings; i++)
        {
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"The ways up by {1 << i} levels and fewer"),
                new CreateTableAs(Way(load, i), new UnionAll([All(Way(load, i - 1)), Twice(load, i - 1)]), TableLifetime.Transaction));
        }

        var ways = Way(load, Doublings);
        yield return new("Refuse members that are their own ancestors", new Assert(CycleCode, $"members of {load.Dimension.Name.Text} are their own ancestors", new Select
        {
            Distinct = true,
            Items = [Joined(Col("n", Name), Text("/"), Col("w", Below)).As("cycle")],
            From = new TableRelation(ways, "w"),
            Joins = [new(JoinKind.Inner, Members(load), Eq(Col("n", Durable), Col("w", ParentTables.Ancestor)))],
            Where = And(Eq(Col("w", ParentTables.Ancestor), Col("w", ParentTables.Descendant)), Not(Exists(new TableRelation(ways, "s"), And(
                Eq(Col("s", ParentTables.Ancestor), Col("w", ParentTables.Ancestor)),
                Eq(Col("s", ParentTables.Descendant), Col("w", ParentTables.Descendant)),
                Less(Col("s", ParentTables.Depth), Col("w", ParentTables.Depth)))))),
        }));
        yield return new("Refuse a hierarchy that is deeper than its ways reach", new Assert(TooDeepCode, string.Create(CultureInfo.InvariantCulture, $"members of {load.Dimension.Name.Text} lie {1 << Doublings} levels deep or deeper"), new Select
        {
            Items = [Col("w", Below).As(ParentTables.Path)],
            From = new TableRelation(ways, "w"),
            Where = AtLeast(Col("w", ParentTables.Depth), Int(1 << Doublings)),
        }));
        yield return new("Say who the ancestors are: the member itself, those on its way up, and theirs", new CreateTableAs(Closed(load), new UnionAll([Self(load), OnTheWay(load), BeyondTheWay(load)]), TableLifetime.Transaction));
        yield return new("Forget what their ancestors were", new Delete(Closure(load), "x", Exists(new TableRelation(Tree(load), "t"), Eq(Col("t", Durable), Col("x", ParentTables.Descendant)))));
        ImmutableArray<string> kept = [ParentTables.Ancestor, ParentTables.Descendant, ParentTables.Depth, ParentTables.Path];
        yield return new("Keep what they are", new Insert(Closure(load), [.. kept, ParentTables.IsRoot, ParentTables.IsLeaf], new Select
        {
            Items =
            [
                .. kept.Select(c => Col("c", c).As(c)),
                AtMost(Col("a", Parent), Int(0)).As(ParentTables.IsRoot),
                IsNull(Col("k", Durable)).As(ParentTables.IsLeaf),
            ],
            From = new TableRelation(Closed(load), "c"),
            Joins =
            [
                new(JoinKind.Inner, Members(load, "a"), Eq(Col("a", Durable), Col("c", ParentTables.Ancestor))),
                new(JoinKind.Left, WithChildren(load), Eq(Col("k", Durable), Col("c", ParentTables.Descendant))),
            ],
        }));
        var leaf = new Select
        {
            Distinct = true,
            Items = [Col("p", Durable).As(Durable), IsNull(Col("k", Durable)).As(ParentTables.IsLeaf)],
            From = new TableRelation(Parents(load), "p"),
            Joins = [new(JoinKind.Left, WithChildren(load), Eq(Col("k", Durable), Col("p", Durable)))],
        };
        yield return new("Who has got children is a leaf no longer, and who has lost them all is one", new Update(Closure(load), "x", [new(ParentTables.IsLeaf, Col("l", ParentTables.IsLeaf))])
        {
            From = new SubqueryRelation(leaf, "l"),
            Where = And(Eq(Col("x", ParentTables.Descendant), Col("l", Durable)), Ne(Col("x", ParentTables.IsLeaf), Col("l", ParentTables.IsLeaf))),
        });
    }

    private static TableName Closure(DimensionLoad load) => load.Closure!.ToTable();

    private static TableName Moved(DimensionLoad load) => new(null, $"reparented_{load.Dimension.Name.Text}");

    private static TableName Tree(DimensionLoad load) => new(null, $"tree_{load.Dimension.Name.Text}");

    private static TableName Parents(DimensionLoad load) => new(null, $"parent_{load.Dimension.Name.Text}");

    private static TableName Closed(DimensionLoad load) => new(null, $"closed_{load.Dimension.Name.Text}");

    private static TableName Way(DimensionLoad load, int doublings) => new(null, string.Create(CultureInfo.InvariantCulture, $"way_{load.Dimension.Name.Text}_{1 << doublings}"));

    private static ImmutableArray<string> ParentColumns(this DimensionLoad load) => [.. StoredAttributes.OfParent(load.Dimension).Select(a => a.Name.Text)];

    private static SqlExpression SameParent(DimensionLoad load, string parent)
    {
        var named = load.ParentColumns();
        return And(load.NaturalKey().Select((k, i) => Eq(Col(parent, k), Col(D, named[i]))));
    }

    private static Exists Touched(DimensionLoad load) => Exists(new TableRelation(load.Changes(), DimensionNames.Change), SameKey(DimensionNames.Change, D, load.NaturalKey()));

    /// <summary>Every member once: its durable key, its parent's, and what names it.</summary>
    private static SubqueryRelation Members(DimensionLoad load, string alias = "n") => new(
        new Select
        {
            Items =
            [
                Col(D, load.Dimension.DurableKeyColumn).As(Durable),
                Col(D, ParentTables.ParentKey).As(Parent),
                load.Dimension.NaturalKey.Select(k => HashKey.AsText(Col(D, k.Name.Text), k.Type)).Aggregate((left, right) => Joined(left, Text(":"), right)).As(Name),
            ],
            From = new TableRelation(load.Target(), D),
            Where = And(Col(D, GeneratedColumns.IsLast), LastVersions.IsMember(load, D)),
        },
        alias);

    private static SubqueryRelation WithChildren(DimensionLoad load) => new(
        new Select
        {
            Distinct = true,
            Items = [Col(D, ParentTables.ParentKey).As(Durable)],
            From = new TableRelation(load.Target(), D),
            Where = And(Col(D, GeneratedColumns.IsLast), LastVersions.IsMember(load, D), Greater(Col(D, ParentTables.ParentKey), Int(0))),
        },
        "k");

    private static Select MovedMembers(DimensionLoad load)
    {
        var inferred = Exists(new TableRelation(Early(load), "e"), SameKey("e", D, load.NaturalKey()));
        var direct = When(Greater(Col(D, ParentTables.ParentKey), Int(0)), Col(D, ParentTables.ParentKey));
        SqlExpression At(string alias, long depth) => And(Eq(Col(alias, ParentTables.Descendant), Col(D, load.Dimension.DurableKeyColumn)), Eq(Col(alias, ParentTables.Depth), Int(depth)));
        return new()
        {
            Items = [Col(D, load.Dimension.DurableKeyColumn).As(Durable), Col(D, ParentTables.ParentKey).As(Parent)],
            From = new TableRelation(load.Target(), D),
            Joins = [new(JoinKind.Left, new TableRelation(Closure(load), "c0"), At("c0", 0)), new(JoinKind.Left, new TableRelation(Closure(load), "c1"), At("c1", 1))],
            Where = And(
                Col(D, GeneratedColumns.IsLast),
                LastVersions.IsMember(load, D),
                Or([Touched(load), inferred, .. GoneMembers.CanBe(load) ? [Exists(new TableRelation(GoneMembers.Table(load), "g"), SameKey("g", D, load.NaturalKey()))] : Array.Empty<SqlExpression>()]),
                Or(IsNull(Col("c0", ParentTables.Depth)), new IsDistinct([Col("c1", ParentTables.Ancestor)], [direct]))),
        };
    }

    /// <summary>A member that is there no longer has no ancestors, and is none: whoever has it for a parent keeps it there.</summary>
    private static Select Gone(DimensionLoad load)
    {
        var gone = GoneMembers.Forgotten(load);
        return gone with { Items = [gone.Items[0].Expression.As(Durable), new Literal.Null(new SqlType.Integer()).As(Parent)] };
    }

    private static Select TheMoved(DimensionLoad load) => new() { Items = [Col("m", Durable).As(Durable)], From = new TableRelation(Moved(load), "m") };

    private static Select TheirDescendants(DimensionLoad load) => new()
    {
        Distinct = true,
        Items = [Col("x", ParentTables.Descendant).As(Durable)],
        From = new TableRelation(Closure(load), "x"),
        Joins = [new(JoinKind.Inner, new TableRelation(Moved(load), "m"), Eq(Col("m", Durable), Col("x", ParentTables.Ancestor)))],
        Where = Not(Exists(new TableRelation(Moved(load), "s"), Eq(Col("s", Durable), Col("x", ParentTables.Descendant)))),
    };

    private static Select NewParents(DimensionLoad load) =>
        new() { Items = [Col("m", Parent).As(Durable)], From = new TableRelation(Moved(load), "m"), Where = Greater(Col("m", Parent), Int(0)) };

    private static Select OldParents(DimensionLoad load) => new()
    {
        Items = [Col("x", ParentTables.Ancestor).As(Durable)],
        From = new TableRelation(Closure(load), "x"),
        Joins = [new(JoinKind.Inner, new TableRelation(Moved(load), "m"), Eq(Col("m", Durable), Col("x", ParentTables.Descendant)))],
        Where = Eq(Col("x", ParentTables.Depth), Int(1)),
    };

    private static Select OneLevel(DimensionLoad load) => new()
    {
        Items = [Col("n", Durable).As(ParentTables.Descendant), Col("n", Parent).As(ParentTables.Ancestor), Int(1).As(ParentTables.Depth), Col("n", Name).As(Below)],
        From = new TableRelation(Tree(load), "t"),
        Joins = [new(JoinKind.Inner, Members(load), Eq(Col("n", Durable), Col("t", Durable)))],
        Where = Greater(Col("n", Parent), Int(0)),
    };

    private static Select All(TableName ways) => new()
    {
        Items = [.. WayColumns.Select(c => Col("w", c).As(c))],
        From = new TableRelation(ways, "w"),
    };

    private static readonly ImmutableArray<string> WayColumns = [ParentTables.Descendant, ParentTables.Ancestor, ParentTables.Depth, Below];

    /// <summary>A way of the full length, and another from where it ends.</summary>
    private static Select Twice(DimensionLoad load, int doublings) => new()
    {
        Items =
        [
            Col("w", ParentTables.Descendant).As(ParentTables.Descendant),
            Col("v", ParentTables.Ancestor).As(ParentTables.Ancestor),
            Plus(Col("w", ParentTables.Depth), Col("v", ParentTables.Depth)).As(ParentTables.Depth),
            Joined(Col("v", Below), Text("/"), Col("w", Below)).As(Below),
        ],
        From = new TableRelation(Way(load, doublings), "w"),
        Joins = [new(JoinKind.Inner, new TableRelation(Way(load, doublings), "v"), Eq(Col("v", ParentTables.Descendant), Col("w", ParentTables.Ancestor)))],
        Where = Eq(Col("w", ParentTables.Depth), Int(1 << doublings)),
    };

    private static Select Self(DimensionLoad load) => new()
    {
        Items = [Col("n", Durable).As(ParentTables.Ancestor), Col("n", Durable).As(ParentTables.Descendant), Int(0).As(ParentTables.Depth), Col("n", Name).As(ParentTables.Path)],
        From = new TableRelation(Tree(load), "t"),
        Joins = [new(JoinKind.Inner, Members(load), Eq(Col("n", Durable), Col("t", Durable)))],
    };

    private static Select OnTheWay(DimensionLoad load) => new()
    {
        Items =
        [
            Col("w", ParentTables.Ancestor).As(ParentTables.Ancestor), Col("w", ParentTables.Descendant).As(ParentTables.Descendant), Col("w", ParentTables.Depth).As(ParentTables.Depth),
            Joined(Col("n", Name), Text("/"), Col("w", Below)).As(ParentTables.Path),
        ],
        From = new TableRelation(Way(load, Doublings), "w"),
        Joins = [new(JoinKind.Inner, Members(load), Eq(Col("n", Durable), Col("w", ParentTables.Ancestor)))],
    };

    /// <summary>Where a way leaves what is made anew, the ancestors are known.</summary>
    private static Select BeyondTheWay(DimensionLoad load) => new()
    {
        Items =
        [
            Col("x", ParentTables.Ancestor).As(ParentTables.Ancestor), Col("w", ParentTables.Descendant).As(ParentTables.Descendant),
            Plus(Col("w", ParentTables.Depth), Col("x", ParentTables.Depth)).As(ParentTables.Depth),
            Joined(Col("x", ParentTables.Path), Text("/"), Col("w", Below)).As(ParentTables.Path),
        ],
        From = new TableRelation(Way(load, Doublings), "w"),
        Joins = [new(JoinKind.Inner, new TableRelation(Closure(load), "x"), Eq(Col("x", ParentTables.Descendant), Col("w", ParentTables.Ancestor)))],
        Where = And(Greater(Col("x", ParentTables.Depth), Int(0)), Not(Exists(new TableRelation(Tree(load), "t"), Eq(Col("t", Durable), Col("w", ParentTables.Ancestor))))),
    };

    private static SqlExpression Joined(params ReadOnlySpan<SqlExpression> parts) =>
        parts.ToArray().Aggregate((left, right) => new Binary(BinaryOperator.Concatenate, left, right));
}

using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>What must hold of the members that a batch touched, asserted before it commits (history.md, Invariants).</summary>
internal static class DimensionInvariants
{
    public static IEnumerable<LoadStep> Compile(DimensionLoad load)
    {
        if (load.Dimension.HasVersions)
            yield return new("Assert that versions of a member are whole, apart and different", new Assert("WH5101", "versions of a member overlap, are empty or repeat their neighbour", Intervals(load)));
        yield return new("Assert one durable key, one last and at most one current version a member", new Assert("WH5102", "a member has more than one durable key, last or current version", Members(load)));
        yield return new("Assert that the special members are there", new Assert("WH5109", "a special member is missing", SpecialMembersMissing(load)));
        if (load.Dimension.Surrogate == Surrogate.Hash)
            yield return new("Assert that no two versions have one hash for a surrogate", new Assert("WH5110", "two versions have the same hash for a surrogate; surrogate: sequence never collides", Collisions(load)));
        if (load.ChangeStore is not null)
        {
            foreach (var role in load.FactRoles)
                yield return new($"Assert that no {role.Role.Name.Text} is left behind by a version that vanished", new Assert("WH5108", "a fact row refers to a member that is not in its dimension", FactRekeying.LeftBehind(load, role)));
        }
    }

    private static Select SpecialMembersMissing(DimensionLoad load) => new()
    {
        Items = [CountRows().As("special_members")],
        From = new TableRelation(load.Target(), "d"),
        Where = Less(Col("d", load.Dimension.KeyColumn), Int(0)),
        Having = Ne(CountRows(), Int(Enum.GetValues<SpecialMember>().Length)),
    };

    /// <summary>Not every engine enforces a primary key.</summary>
    private static Select Collisions(DimensionLoad load)
    {
        var key = Col("d", load.Dimension.KeyColumn);
        return new()
        {
            Items = [key.As(load.Dimension.KeyColumn)],
            From = new TableRelation(load.Target(), "d"),
            GroupBy = [key],
            Having = Greater(CountRows(), Int(1)),
        };
    }

    private static Select Intervals(DimensionLoad load)
    {
        var dimension = load.Dimension;
        var key = load.NaturalKey().Select(k => (SqlExpression)Col("d", k)).ToList();
        WindowFrame members = new([.. key], [Col("d", GeneratedColumns.ValidFrom).Ascending()]);
        var state = load.Flags() ? load.Tracked().Add(GeneratedColumns.IsDeleted) : load.Tracked();
        var versions = new Select
        {
            Items =
            [
                .. load.NaturalKey().Select(k => Col("d", k).As(k)),
                Col("d", GeneratedColumns.ValidFrom).As(GeneratedColumns.ValidFrom),
                Col("d", GeneratedColumns.ValidTo).As(GeneratedColumns.ValidTo),
                Col("d", GeneratedColumns.IsCurrent).As(GeneratedColumns.IsCurrent),
                .. state.Select(n => Col("d", n).As(n)),
                new Window(WindowFunction.Lead, [Col("d", GeneratedColumns.ValidFrom)], members).As("_next_from"),
                .. state.Select(n => new Window(WindowFunction.Lead, [Col("d", n)], members).As($"_next_{n}")),
            ],
            From = new TableRelation(load.Target(), "d"),
            Where = Touched(load),
        };
        var from = Col("v", GeneratedColumns.ValidFrom);
        var to = Col("v", GeneratedColumns.ValidTo);
        var next = Col("v", "_next_from");
        var isOpen = dimension.OpenEnd == OpenEnd.Null ? IsNull(to) : Eq(to, Bounds.Kept(dimension, Instants.End(dimension)));
        var same = new IsDistinct([.. state.Select(n => Col("v", n))], [.. state.Select(n => Col("v", $"_next_{n}"))], Negated: true);
        return new()
        {
            Items = [.. load.NaturalKey().Select(k => Col("v", k).As(k)), from.As(GeneratedColumns.ValidFrom), to.As(GeneratedColumns.ValidTo)],
            From = new SubqueryRelation(versions, "v"),
            Where = Or(
                AtLeast(from, to),
                Greater(to, next),
                Ne(Col("v", GeneratedColumns.IsCurrent), isOpen),
                And(Eq(to, next), same)),
        };
    }

    private static Select Members(DimensionLoad load)
    {
        var dimension = load.Dimension;
        var conditions = new List<SqlExpression>
        {
            Greater(new Sql.Tree.Aggregate(AggregateFunction.Count, Col("d", dimension.DurableKeyColumn), Distinct: true), Int(1)),
            Ne(CountWhere(Col("d", GeneratedColumns.IsLast)), Int(1)),
        };
        if (dimension.HasVersions)
            conditions.Add(Greater(CountWhere(Col("d", GeneratedColumns.IsCurrent)), Int(1)));
        return new()
        {
            Items = [.. load.NaturalKey().Select(k => Col("d", k).As(k))],
            From = new TableRelation(load.Target(), "d"),
            Where = Touched(load),
            GroupBy = [.. load.NaturalKey().Select(k => Col("d", k))],
            Having = Or(conditions),
        };
    }

    private static Exists Touched(DimensionLoad load) => Exists(new TableRelation(load.Changes(), "c"), SameKey("c", "d", load.NaturalKey()));
}

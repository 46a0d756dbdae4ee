using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// Which versions of a member still stand when its history is made anew: an old version is the first new one that overlaps it and says
/// the same, and of several old ones that are the same new version the earliest stands for them.
/// </summary>
internal static class StandingVersions
{
    private const string C = DimensionNames.Change;
    private const string D = DimensionNames.Dimension;
    private const string Key = "_key";

    public static Update Find(DimensionLoad load)
    {
        var key = load.NaturalKey();
        var state = load.Flags() ? load.Tracked().Add(GeneratedColumns.IsDeleted) : load.Tracked();
        var overlap = And(
            Less(Col("v", Found.ValidFrom), EndOf(load)),
            Or(IsNull(Col("v", Found.EndsAt)), Less(Bounds.Read(load.Dimension, D, GeneratedColumns.ValidFrom), Col("v", Found.EndsAt))));
        var says = new IsDistinct([.. state.Select(n => Col(D, n))], [.. state.Select(n => Col("v", n))], Negated: true);
        var pairs = new Select
        {
            Items =
            [
                .. key.Select(k => Col("v", k).As(k)),
                Col("v", Found.Sequence).As(Found.Sequence),
                Col(D, load.Dimension.KeyColumn).As(Key),
                Col(D, GeneratedColumns.ValidFrom).As(GeneratedColumns.ValidFrom),
                new Window(WindowFunction.RowNumber, [], new([Col(D, load.Dimension.KeyColumn)], [Col("v", Found.Sequence).Ascending()])).As("_new_rank"),
            ],
            // From the members to their old versions, once each, and on to the new ones.
            From = new TableRelation(load.LateMembers(), "m"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(load.Target(), D), SameKey(D, "m", key)),
                new(JoinKind.Inner, new TableRelation(load.Changes(), "v"), SameKey("v", "m", key)),
            ],
            Where = And(Col("v", Found.IsLate), Col("v", Found.Opens), overlap, Or(Col(D, GeneratedColumns.IsInferred), says)),
        };
        var standing = new Select
        {
            Items =
            [
                .. key.Select(k => Col("p", k).As(k)),
                Col("p", Found.Sequence).As(Found.Sequence),
                Col("p", Key).As(Key),
                new Window(
                    WindowFunction.RowNumber,
                    [],
                    new([.. key.Select(k => Col("p", k)), Col("p", Found.Sequence)], [Col("p", GeneratedColumns.ValidFrom).Ascending()])).As("_old_rank"),
            ],
            From = new SubqueryRelation(pairs, "p"),
            Where = Eq(Col("p", "_new_rank"), Int(1)),
        };
        return new(load.Changes(), C, [new(Found.OldKey, Col("s", Key))])
        {
            From = new SubqueryRelation(standing, "s"),
            Where = And(SameKey(C, "s", key), Eq(Col(C, Found.Sequence), Col("s", Found.Sequence)), Col(C, Found.IsLate), Eq(Col("s", "_old_rank"), Int(1))),
        };
    }

    public static Delete RemoveOthers(DimensionLoad load) => new(load.Target(), D, And(
        LastVersions.IsMember(load, D),
        Exists(new TableRelation(load.LateMembers(), "m"), SameKey("m", D, load.NaturalKey())),
        None(new TableRelation(load.Changes(), C), And(Col(C, Found.IsLate), Eq(Col(C, Found.OldKey), Col(D, load.Dimension.KeyColumn))))));


    private static SqlExpression EndOf(DimensionLoad load) => Coalesce(Bounds.Read(load.Dimension, D, GeneratedColumns.ValidTo), Instants.HighDate);
}

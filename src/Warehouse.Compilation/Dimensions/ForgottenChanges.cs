using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// What a dimension that remembers for a limited time forgets: changes that lie before its horizon and only said again what the one
/// before them said. Nothing can come between the two any more, so the member's versions are the same without the second.
/// </summary>
internal static class ForgottenChanges
{
    private const string H = "h";
    private const string O = "o";
    private const string NextAt = "_next_at";
    private const string NextIsDelete = "_next_is_delete";
    private const string Repeats = "_repeats";

    /// <summary>
    /// The instant before which no late change is accepted; null where the dimension remembers for ever, or nothing.
    /// It never goes back, not even for a batch of an earlier time: what has been forgotten cannot be taken into account again.
    /// </summary>
    public static SqlExpression? Horizon(DimensionLoad load)
    {
        if (load.Dimension.Remember.Duration is not { } duration)
            return null;
        var latest = new Aggregate(AggregateFunction.Max, When(Greater(Col("b", "batch_at"), BatchParameters.BatchAt), Col("b", "batch_at"), BatchParameters.BatchAt));
        return new ScalarSubquery(new Select
        {
            Items = [new Call("add_seconds", [Coalesce(latest, BatchParameters.BatchAt), Int(-(long)duration.TotalSeconds)]).As("horizon")],
            From = new TableRelation(StateTables.Batch.ToTable(), "b"),
            Where = Eq(Col("b", "pipeline"), Text(load.Ledger)),
        });
    }

    /// <summary>Of the members that the batch speaks of: the store grows with what they say, and is read for them alone.</summary>
    public static IEnumerable<LoadStep> Compile(DimensionLoad load, StageDesign stage)
    {
        if (Horizon(load) is not { } horizon)
            yield break;
        var ordered = new Select
        {
            Items =
            [
                .. Pass(H, Identity(load)),
                new Window(WindowFunction.Lead, [Col(H, ChangeColumns.EffectiveAt)], InOrder(load)).As(NextAt),
                new Window(WindowFunction.Lead, [Col(H, ChangeColumns.IsDelete)], InOrder(load)).As(NextIsDelete),
                SaysAgain(load).As(Repeats),
            ],
            From = new TableRelation(load.Store(), H),
            Where = Exists(stage.Relation, And(StageDesign.IsTaken, SameKey(StageDesign.Alias, H, load.NaturalKey()))),
        };
        yield return new("Find changes before the horizon that only said again what was known", new CreateTableAs(load.Forgotten(), new Select
        {
            With = [new("ordered", ordered)],
            Items = [.. Pass(O, Identity(load))],
            From = new CommonTableRelation("ordered", O),
            Where = And(Col(O, Repeats), Less(Col(O, NextAt), horizon), Not(Col(O, NextIsDelete))),
        }, TableLifetime.Transaction));
        yield return new("Forget them", new Delete(load.Store(), H, Exists(new TableRelation(load.Forgotten(), "f"), And(
                SameKey("f", H, load.NaturalKey()),
                new IsDistinct([.. Identity(load).Except(load.NaturalKey()).Select(n => Col("f", n))], [.. Identity(load).Except(load.NaturalKey()).Select(n => Col(H, n))], Negated: true)))));
    }

    /// <summary>
    /// The values that a version or its neighbours keep are those of the change before. What only the last upsert decides may differ, for there is
    /// a later one; but not where NULL takes up the value before it.
    /// </summary>
    private static Case SaysAgain(DimensionLoad load)
    {
        ImmutableArray<string> said =
        [
            ChangeColumns.IsDelete,
            .. load.Attributes.Where(a => load.Fills() || a.Scd is 2 or 3 or 6 or 7 || load.KeptByRun().Contains(a.Name.Text)).Select(a => a.Name.Text),
        ];
        var before = said.Select(n => new Window(WindowFunction.Lag, [Col(H, n)], InOrder(load)));
        return When(new IsDistinct([.. said.Select(n => Col(H, n))], [.. before]), False, True);
    }

    private static ImmutableArray<string> Identity(DimensionLoad load) => [.. load.ChangeStore!.Unique.Single()];

    private static WindowFrame InOrder(DimensionLoad load) => new([.. load.NaturalKey().Select(k => Col(H, k))], SaidChanges.Order(load, H));
}

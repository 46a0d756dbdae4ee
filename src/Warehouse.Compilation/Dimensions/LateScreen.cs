using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// Changes that are not newer than what is recorded of their member: one that the change store knows already is a repetition; any
/// other would have to be woven into the past, and is rejected with its payload until that can be done.
/// </summary>
internal static class LateScreen
{
    private const string T = "t";

    public static IEnumerable<LoadStep> Compile(DimensionLoad load, StageDesign stage)
    {
        var late = And(
            StillStands,
            SameKey("d", T, load.NaturalKey()),
            Col("d", GeneratedColumns.IsLast),
            AtMost(Col(T, ChangeColumns.EffectiveAt), Col("d", GeneratedColumns.LastChangeAt)));
        yield return new(
            "Set aside changes that are not newer than their member's last",
            Screen(load, stage) with { From = new TableRelation(load.Target(), "d"), Where = late });
        if (load.ChangeStore is not null && load.Source.DeleteWhen is not null)
        {
            // A member that was deleted before it was ever loaded is known to the store alone.
            var later = new Exists(new Select
            {
                Items = [Int(1).As("found")],
                From = new TableRelation(Store(load), "h"),
                Where = And(SameKey("h", T, load.NaturalKey()), AtLeast(Col("h", ChangeColumns.EffectiveAt), Col(T, ChangeColumns.EffectiveAt))),
            });
            var unknown = new Exists(
                new Select { Items = [Int(1).As("found")], From = new TableRelation(load.Target(), "d"), Where = SameKey("d", T, load.NaturalKey()) },
                Negated: true);
            yield return new("Set aside changes of members that were deleted before they came", Screen(load, stage) with { Where = And(StillStands, unknown, later) });
        }
    }

    private static SqlExpression StillStands =>
        new In(Col(T, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)]);

    private static Update Screen(DimensionLoad load, StageDesign stage)
    {
        var remembers = load.ChangeStore is not null;
        SqlExpression known = remembers ? Known(load, stage) : False;
        SqlExpression Unless(SqlExpression value) => remembers ? When(Not(known), value) : value;
        return new(
            stage.Table,
            T,
            [
                new(ChangeColumns.Outcome, remembers ? When(known, Text(Outcomes.Duplicate), Text(Outcomes.Rejected)) : Text(Outcomes.Rejected)),
                new(ChangeColumns.Code, Unless(Text(remembers ? "late-change" : "too-late"))),
                new(ChangeColumns.Reason, Unless(Text(remembers
                    ? "older than the member's last change; weaving late changes into the past is not built yet"
                    : "older than the member's last change, and the dimension remembers none"))),
                new(ChangeColumns.Payload, Unless(new RowAsJson(T, []))),
            ])
        {
            Where = True,
        };
    }

    private static Exists Known(DimensionLoad load, StageDesign stage)
    {
        var exact = stage.Columns.Select(c => c.Name).Where(n => load.ChangeStore!.Columns.Any(c => c.Name == n)).ToImmutableArray();
        return new(new Select
        {
            Items = [Int(1).As("found")],
            From = new TableRelation(Store(load), "h"),
            Where = new IsDistinct([.. exact.Select(n => Col("h", n))], [.. exact.Select(n => Col(T, n))], Negated: true),
        });
    }

    private static TableName Store(DimensionLoad load) => new(load.ChangeStore!.Schema, load.ChangeStore.Name);
}

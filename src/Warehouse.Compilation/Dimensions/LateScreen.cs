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

    /// <summary>Between being found late and being known or rejected.</summary>
    private const string Late = "late";

    public static IEnumerable<LoadStep> Compile(DimensionLoad load, StageDesign stage)
    {
        var standing = new In(Col(T, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)]);
        var at = Col(T, ChangeColumns.EffectiveAt);
        yield return new("Find changes that are not newer than their member's last", new Update(stage.Table, T, [new(ChangeColumns.Outcome, Text(Late))])
        {
            From = new TableRelation(load.Target(), "d"),
            Where = And(standing, SameKey("d", T, load.NaturalKey()), Col("d", GeneratedColumns.IsLast), AtMost(at, Col("d", GeneratedColumns.LastChangeAt))),
        });
        if (load.ChangeStore is not null)
        {
            if (load.Source.DeleteWhen is not null)
            {
                // A member that was deleted before it was ever loaded is known to the store alone.
                var unknown = Found(load.Target(), SameKey("h", T, load.NaturalKey()), negated: true);
                var later = Found(Store(load), And(SameKey("h", T, load.NaturalKey()), AtLeast(Col("h", ChangeColumns.EffectiveAt), at)));
                yield return new("Find changes of members that were deleted before they came", new Update(stage.Table, T, [new(ChangeColumns.Outcome, Text(Late))])
                {
                    Where = And(standing, unknown, later),
                });
            }

            yield return new("What is known already is a repetition", new Update(stage.Table, T, [new(ChangeColumns.Outcome, Text(Outcomes.Duplicate))])
            {
                Where = And(Eq(Col(T, ChangeColumns.Outcome), Text(Late)), Known(load, stage)),
            });
        }

        var (code, reason) = load.ChangeStore is not null
            ? ("late-change", "older than the member's last change; weaving late changes into the past is not built yet")
            : ("too-late", "older than the member's last change, and the dimension remembers none");
        yield return new("Set the other late changes aside, whole", new Update(
            stage.Table,
            T,
            [
                new(ChangeColumns.Outcome, Text(Outcomes.Rejected)),
                new(ChangeColumns.Code, Text(code)),
                new(ChangeColumns.Reason, Text(reason)),
                new(ChangeColumns.Payload, new RowAsJson(T, [])),
            ])
        {
            Where = Eq(Col(T, ChangeColumns.Outcome), Text(Late)),
        });
    }

    private static Exists Known(DimensionLoad load, StageDesign stage)
    {
        var identity = load.NaturalKey().Add(ChangeColumns.EffectiveAt);
        var content = stage.Columns.Select(c => c.Name).Except(identity)
            .Where(n => load.ChangeStore!.Columns.Any(c => c.Name == n)).ToImmutableArray();
        return Found(Store(load), And(
            SameKey("h", T, identity),
            new IsDistinct([.. content.Select(n => Col("h", n))], [.. content.Select(n => Col(T, n))], Negated: true)));
    }

    private static Exists Found(TableName table, SqlExpression where, bool negated = false) =>
        new(new Select { Items = [Int(1).As("found")], From = new TableRelation(table, "h"), Where = where }, negated);

    private static TableName Store(DimensionLoad load) => new(load.ChangeStore!.Schema, load.ChangeStore.Name);
}

using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>`null_means: unchanged`: what a row does not supply is as the change before it has it; a deletion ends the inheritance.</summary>
internal static class PartialRows
{
    private const string Life = "_life";

    /// <summary>Common tables that fill the attributes of a relation whose rows have the natural key, a sequence and whether they delete.</summary>
    /// <param name="passed">The other columns to hand on.</param>
    public static IEnumerable<CommonTable> Fill(DimensionLoad load, string from, string to, ImmutableArray<string> passed)
    {
        ImmutableArray<string> attributes = [.. load.Attributes.Select(a => a.Name.Text)];
        // A member of which no reference was ever supplied refers to the unknown one.
        var references = load.Outriggers.Select(o => o.KeyColumn).ToHashSet(StringComparer.Ordinal);
        var deleted = Col("o", ChangeColumns.IsDelete);
        ImmutableArray<SqlExpression> key = [.. load.NaturalKey().Select(k => Col("o", k))];
        yield return new("lives", new Select
        {
            Items =
            [
                .. load.NaturalKey().Concat(attributes).Concat(passed).Select(n => Col("o", n).As(n)),
                .. attributes.Select(n => When(Not(deleted), Col("o", n)).As(Said(n))),
                new Aggregate(AggregateFunction.Sum, When(deleted, Int(1), Int(0)), Over: new(key, [Col("o", Found.Sequence).Ascending()], WindowExtent.UpToCurrentRow)).As(Life),
            ],
            From = new CommonTableRelation(from, "o"),
        });
        ImmutableArray<SqlExpression> life = [.. load.NaturalKey().Append(Life).Select(k => Col("l", k))];
        yield return new("supplied", new Select
        {
            Items =
            [
                .. load.NaturalKey().Concat(attributes).Concat(passed).Concat(attributes.Select(Said)).Append(Life).Select(n => Col("l", n).As(n)),
                .. attributes.Select(n => new Aggregate(
                    AggregateFunction.Count, Col("l", Said(n)), Over: new(life, [Col("l", Found.Sequence).Ascending()], WindowExtent.UpToCurrentRow)).As(Times(n))),
            ],
            From = new CommonTableRelation("lives", "l"),
        });
        yield return new(to, new Select
        {
            Items =
            [
                .. load.NaturalKey().Concat(passed).Select(n => Col("p", n).As(n)),
                .. attributes.Select(n => When(Col("p", ChangeColumns.IsDelete), Col("p", n), references.Contains(n) ? Coalesce(LastSupplied(load, n), Int((long)Model.Star.SpecialMember.Unknown)) : LastSupplied(load, n)).As(n)),
            ],
            From = new CommonTableRelation("supplied", "p"),
        });
    }

    /// <summary>For a feed whose rows are compared with the dimension as they are: fills them where they are staged.</summary>
    public static IEnumerable<LoadStep> FillStage(DimensionLoad load, StageDesign stage)
    {
        if (!load.Fills())
            yield break;
        ImmutableArray<string> attributes = [.. load.Attributes.Select(a => a.Name.Text)];
        var order = stage.Order.Select(o => o with { Descending = !o.Descending, NullsLast = !o.NullsLast });
        var staged = new Select
        {
            Items =
            [
                .. load.NaturalKey().Concat(attributes).Concat([ChangeColumns.IsDelete, ChangeColumns.Row]).Select(n => Col(StageDesign.Alias, n).As(n)),
                new Window(WindowFunction.RowNumber, [], new([.. load.NaturalKey().Select(k => Col(StageDesign.Alias, k))], [.. order, Col(StageDesign.Alias, ChangeColumns.Row).Ascending()])).As(Found.Sequence),
            ],
            From = stage.Relation,
            Where = And(
                new In(Col(StageDesign.Alias, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)]),
                load.Deletes() ? True : Not(Col(StageDesign.Alias, ChangeColumns.IsDelete))),
        };
        var known = new Select
        {
            Items =
            [
                .. load.NaturalKey().Concat(attributes).Select(n => Col(DimensionNames.Dimension, n).As(n)),
                False.As(ChangeColumns.IsDelete), Int(0).As(ChangeColumns.Row), Int(0).As(Found.Sequence),
            ],
            From = LastVersions.Of(load),
            Where = And(LastVersions.IsLive(load), Exists(stage.Relation, And(StageDesign.Accepted, SameKey(StageDesign.Alias, DimensionNames.Dimension, load.NaturalKey())))),
        };
        var filled = new Select
        {
            With = [new("told", new UnionAll([staged, known])), .. Fill(load, "told", "filled", [ChangeColumns.IsDelete, ChangeColumns.Row, Found.Sequence])],
            Items = [.. attributes.Append(ChangeColumns.Row).Select(n => Col("f", n).As(n))],
            From = new CommonTableRelation("filled", "f"),
            Where = And(Not(Col("f", ChangeColumns.IsDelete)), Greater(Col("f", Found.Sequence), Int(0))),
        };
        // Not every engine lets a subquery have common tables of its own.
        var table = new TableName(null, $"filled_{load.Dimension.Name.Text}");
        yield return new("Find what partial rows leave out in what is known", new CreateTableAs(table, filled, TableLifetime.Transaction));
        yield return new("Fill them with it", new Update(stage.Table, "t", [.. attributes.Select(n => new Assignment(n, Col("f", n)))])
        {
            From = new TableRelation(table, "f"),
            Where = And(Eq(Col("t", ChangeColumns.Row), Col("f", ChangeColumns.Row)), Eq(Col("t", ChangeColumns.Outcome), Text(Outcomes.Accepted))),
        });
    }

    /// <summary>Within one life each value begins a group, which the rows that leave it out belong to.</summary>
    private static Window LastSupplied(DimensionLoad load, string name) => new(
        WindowFunction.FirstValue,
        [Col("p", Said(name))],
        new([.. load.NaturalKey().Concat([Life, Times(name)]).Select(k => Col("p", k))], [Col("p", Found.Sequence).Ascending()]));

    private static string Said(string name) => $"_said_{name}";

    private static string Times(string name) => $"_times_{name}";
}

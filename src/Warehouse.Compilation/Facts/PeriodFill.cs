using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>
/// Dense periods: a member that a period was delivered without has there what its last delivered row says, or zero. Periods that were
/// never delivered are filled as well, up to the last that was; and what is filled follows when an older period is delivered again.
/// </summary>
internal static class PeriodFill
{
    private const string First = "_first";
    private const string Last = "_last";
    private const string Base = "_base";
    private const string Next = "_next";
    private const string Key = "_key";
    private const string At = "_at";

    /// <summary>What the batch delivers, and what is filled in because of it.</summary>
    public static TableName Wanted(FactLoad load) => new(null, $"wanted_{load.Fact.Name.Text}");

    private static TableName Range(FactLoad load) => new(null, $"range_{load.Fact.Name.Text}");

    private static TableName Slots(FactLoad load) => new(null, $"slot_{load.Fact.Name.Text}");

    private static TableName Filled(FactLoad load) => new(null, $"filled_{load.Fact.Name.Text}");

    public static IEnumerable<LoadStep> Compile(FactLoad load)
    {
        yield return new("From which period on rows are filled in: from the one before the first that the batch mentions", new CreateTableAs(Range(load), Reach(load), TableLifetime.Transaction));
        yield return new("The periods from there to the last, each with its day", new CreateTableAs(Slots(load), Days(load), TableLifetime.Transaction));
        yield return new("Fill in the members that were seen before and are not delivered", new CreateTableAs(Filled(load), Fills(load), TableLifetime.Transaction));
        foreach (var lookup in load.Roles.Where(r => r.HasVersions()))
            yield return VersionAtEvent.Find(lookup, Filled(load), FactTable.GrainColumns(load.Fact));
        yield return new("What is delivered and what is filled in", new CreateTableAs(Wanted(load), All(load), TableLifetime.Transaction));
    }

    /// <summary>The row lies where what is filled in may change.</summary>
    public static Exists IsInReach(FactLoad load, string relation) => Exists(new TableRelation(Range(load), "g"), And(IsNotNull(Col("g", First)), IsAfterBase(Col(relation, GeneratedColumns.Period))));

    private static Select Reach(FactLoad load)
    {
        var known = new UnionAll(
        [
            new Select { Distinct = true, Items = [Col("f", GeneratedColumns.Period).As(GeneratedColumns.Period), Int(0).As("_is_new")], From = new TableRelation(FactEffects.Target(load), "f") },
            new Select { Distinct = true, Items = [Col("r", GeneratedColumns.Period).As(GeneratedColumns.Period), Int(1).As("_is_new")], From = new TableRelation(KeyResolution.Resolved(load), "r") },
        ]);
        var period = Col("k", GeneratedColumns.Period);
        var marked = new Select
        {
            Items = [period.As(GeneratedColumns.Period), new Sql.Tree.Aggregate(AggregateFunction.Min, When(Eq(Col("k", "_is_new"), Int(1)), period), Over: new([], [])).As(First)],
            From = new SubqueryRelation(known, "k"),
        };
        var (at, first) = (Col("p", GeneratedColumns.Period), Col("p", First));
        return new()
        {
            Items =
            [
                new Sql.Tree.Aggregate(AggregateFunction.Min, first).As(First),
                new Sql.Tree.Aggregate(AggregateFunction.Max, at).As(Last),
                new Sql.Tree.Aggregate(AggregateFunction.Max, When(Less(at, first), at)).As(Base),
            ],
            From = new SubqueryRelation(marked, "p"),
        };
    }

    /// <summary>A period's day is the last that is delivered in it, and that of a period without any its own last in the calendar.</summary>
    private static Select Days(FactLoad load)
    {
        var role = load.PeriodRole!;
        var calendar = role.Dimension;
        var days = new Select
        {
            Items = [Col("d", calendar.KeyColumn).As(Key), Periods.Of(load, Col("d", CalendarTable.Date)).As(GeneratedColumns.Period)],
            From = new TableRelation(role.Table(), "d"),
            Where = IsNotNull(Col("d", CalendarTable.Date)),
        };
        var delivered = new UnionAll(
        [
            Delivered(load, "r", KeyResolution.Resolved(load), True),
            Delivered(load, "f", FactEffects.Target(load), And(Not(Col("f", GeneratedColumns.IsFilled)), Not(Periods.IsMentioned(load, "f")))),
        ]);
        var period = Col("d", GeneratedColumns.Period);
        var lastDelivered = new Sql.Tree.Aggregate(AggregateFunction.Max, Col("v", Key));
        var chosen = new Select
        {
            Items = [period.As(GeneratedColumns.Period), Coalesce(lastDelivered, new Sql.Tree.Aggregate(AggregateFunction.Max, Col("d", Key))).As(Key)],
            From = new SubqueryRelation(days, "d"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(Range(load), "g"), And(IsNotNull(Col("g", First)), IsAfterBase(period), AtMost(period, Col("g", Last)))),
                new(JoinKind.Left, new SubqueryRelation(delivered, "v"), Eq(Col("v", Key), Col("d", Key))),
            ],
            GroupBy = [period],
        };
        return new()
        {
            Items =
            [
                Col("c", GeneratedColumns.Period).As(GeneratedColumns.Period),
                Col("c", Key).As(Key),
                new Cast(Col("d", CalendarTable.Date), new SqlType.Timestamp()).As(At),
            ],
            From = new SubqueryRelation(chosen, "c"),
            Joins = [new(JoinKind.Inner, new TableRelation(role.Table(), "d"), Eq(Col("d", calendar.KeyColumn), Col("c", Key)))],
        };
    }

    private static Select Delivered(FactLoad load, string alias, TableName table, SqlExpression where) => new()
    {
        Distinct = true,
        Items = [Col(alias, load.PeriodRole!.Role.KeyColumn).As(Key)],
        From = new TableRelation(table, alias),
        Where = where is Literal.Boolean ? null : where,
    };

    private static Select Fills(FactLoad load)
    {
        var columns = FactEffects.Filled(load);
        var period = GeneratedColumns.Period;
        // What the batch delivers, what stands delivered after it, and every row of the period before.
        var said = new UnionAll(
        [
            new Select { Items = [.. columns.Select(c => Col("r", c).As(c))], From = new TableRelation(KeyResolution.Resolved(load), "r") },
            new Select
            {
                Items = [.. columns.Select(c => Col("f", c).As(c))],
                From = new TableRelation(FactEffects.Target(load), "f"),
                Joins = [new(JoinKind.Inner, new TableRelation(Range(load), "g"), AtMost(Col("f", period), Col("g", Last)))],
                Where = Or(
                    Eq(Col("f", period), Col("g", Base)),
                    And(Not(Col("f", GeneratedColumns.IsFilled)), IsAfterBase(Col("f", period)), Not(Periods.IsMentioned(load, "f")))),
            },
        ]);
        var member = FactTable.GrainColumns(load.Fact).Remove(period);
        var ranked = new Select
        {
            Items =
            [
                .. columns.Select(c => Col("s", c).As(c)),
                new Window(WindowFunction.Lead, [Col("s", period)], new([.. member.Select(m => Col("s", m))], [Col("s", period).Ascending()])).As(Next),
            ],
            From = new SubqueryRelation(said, "s"),
        };
        return new()
        {
            Items = [.. columns.Select(c => Value(load, c).As(c))],
            From = new SubqueryRelation(ranked, "n"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(Slots(load), "p"), And(
                    Greater(Col("p", period), Col("n", period)),
                    Or(IsNull(Col("n", Next)), Less(Col("p", period), Col("n", Next))))),
            ],
        };
    }

    private static SqlExpression Value(FactLoad load, string column) => column switch
    {
        GeneratedColumns.Period => Col("p", GeneratedColumns.Period),
        GeneratedColumns.EventAt => Col("p", At),
        GeneratedColumns.IsFilled => True,
        _ when column == load.PeriodRole!.Role.KeyColumn => Col("p", Key),
        _ when load.Fact.Fill == Fill.Zero && load.Fact.Measures.FirstOrDefault(m => m.Columns().Contains(column)) is { } measure => Zero(measure),
        _ => Col("n", column),
    };

    /// <summary>What is not summed, a price or a rate, is not zero where there is nothing: it is unknown.</summary>
    private static SqlExpression Zero(Measure measure) =>
        measure.Additivity.None ? new Literal.Null(SqlTypes.Of(measure.Type)) : new Cast(Int(0), SqlTypes.Of(measure.Type));

    private static UnionAll All(FactLoad load)
    {
        var columns = FactEffects.Filled(load);
        return new(
        [
            new Select { Items = [Col("r", ChangeColumns.Row).As(ChangeColumns.Row), .. columns.Select(c => Col("r", c).As(c))], From = new TableRelation(KeyResolution.Resolved(load), "r") },
            new Select { Items = [new Literal.Null(new SqlType.Integer()).As(ChangeColumns.Row), .. columns.Select(c => Col("n", c).As(c))], From = new TableRelation(Filled(load), "n") },
        ]);
    }

    private static SqlExpression IsAfterBase(SqlExpression period) => Or(IsNull(Col("g", Base)), Greater(period, Col("g", Base)));
}

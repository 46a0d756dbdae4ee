using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>
/// An amount that stands on every line of its header is spread over the lines by a weight: in whole units of the measure's last digit, what
/// is left over by the largest remainders, so that the lines sum to the header exactly. A header of which a line changes is spread again.
/// </summary>
/// <remarks>The header's amount is what the batch says of it; where it says nothing, because a line goes, what the lines came to before.</remarks>
internal static class Allocation
{
    public const string AmountsDiffer = "WH5115";

    public const string SumDiffers = "WH5116";

    private const string E = "e";
    private const string F = "f";
    private const string Told = "_told";
    private const string Weight = "_weight";
    private const string Units = "_units";
    private const string Total = "_total";
    private const string Quotient = "_quotient";
    private const string Rest = "_rest";
    private const string Share = "_share";

    /// <summary>The widest whole number that every engine has.</summary>
    private static readonly SqlType Whole = new SqlType.Decimal(38, 0);

    private static readonly string[] Stands = [EffectKinds.Inserts, EffectKinds.Updates, EffectKinds.Unchanged];

    public static ImmutableArray<Measure> Of(FactLoad load) => [.. load.Fact.Measures.Where(m => m.Allocation is not null)];

    /// <summary>In the effects: what the fact's row had.</summary>
    public static string Was(Measure measure) => $"_was_{measure.Name.Text}";

    public static IEnumerable<LoadStep> Compile(FactLoad load)
    {
        foreach (var measure in Of(load))
        {
            var name = measure.Name.Text;
            yield return new($"What each header's {name} is", new CreateTableAs(Headers(load, measure), Amounts(load, measure), TableLifetime.Transaction));
            if (load.Order.IsEmpty)
                yield return new($"Assert that the lines of a header tell one {name}", new Assert(AmountsDiffer, $"lines of one header tell different amounts of {name}", Differing(load, measure)));
            yield return new($"Spread {name} over the lines of each header by {measure.Allocation!.By.Text}", new CreateTableAs(Shares(load, measure), Spread(load, measure), TableLifetime.Transaction));
            yield return new($"The batch's lines take their shares of {name}", new Update(
                FactEffects.Effects(load),
                E,
                [
                    new(name, Col("h", Share)),
                    new(EffectKinds.Kind, When(
                        And(EffectKinds.Is(E, EffectKinds.Unchanged), new IsDistinct([Col(E, Was(measure))], [Col("h", Share)])),
                        Text(EffectKinds.Updates),
                        Col(E, EffectKinds.Kind))),
                ])
            {
                From = new TableRelation(Shares(load, measure), "h"),
                Where = And(SameKey(E, "h", FactTable.GrainColumns(load.Fact)), EffectKinds.Is(E, Stands)),
            });
        }
    }

    /// <summary>After the batch's own rows are written: the other lines of their headers.</summary>
    public static IEnumerable<LoadStep> SpreadAgain(FactLoad load)
    {
        foreach (var measure in Of(load))
        {
            var name = measure.Name.Text;
            yield return new($"The other lines of those headers take theirs of {name}", new Update(
                FactEffects.Target(load), F, [new(name, Col("h", Share)), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
            {
                From = new TableRelation(Shares(load, measure), "h"),
                Where = And(SameKey(F, "h", FactTable.GrainColumns(load.Fact)), new IsDistinct([Col(F, name)], [Col("h", Share)])),
            });
            yield return new($"Assert that the lines of each header sum to its {name}", new Assert(SumDiffers, $"the lines of a header do not sum to its {name}", Unequal(load, measure)));
        }
    }

    private static Select Unequal(FactLoad load, Measure measure)
    {
        var over = Over(measure);
        var sums = new Select
        {
            Items = [.. Columns(F, over), new Sql.Tree.Aggregate(AggregateFunction.Sum, Col(F, measure.Name.Text)).As(Total)],
            From = new TableRelation(FactEffects.Target(load), F),
            Joins = [new(JoinKind.Inner, new TableRelation(Headers(load, measure), "d"), SameKey("d", F, over))],
            GroupBy = [.. over.Select(o => Col(F, o))],
        };
        return new()
        {
            Items = [.. Columns("d", over), Col("d", Told).As(Told), Col("s", Total).As(Total)],
            From = new TableRelation(Headers(load, measure), "d"),
            Joins = [new(JoinKind.Inner, new SubqueryRelation(sums, "s"), SameKey("s", "d", over))],
            Where = new IsDistinct([Col("s", Total)], [Col("d", Told)]),
        };
    }

    private static TableName Headers(FactLoad load, Measure measure) => new(null, $"header_{load.Fact.Name.Text}_{measure.Name.Text}");

    /// <summary>What the lines of the touched headers take, by grain.</summary>
    public static TableName Shares(FactLoad load, Measure measure) => new(null, $"share_{load.Fact.Name.Text}_{measure.Name.Text}");

    private static ImmutableArray<string> Over(Measure measure) => [.. measure.Allocation!.Over.Select(o => o.Text)];

    private static SelectItem[] Columns(string relation, IEnumerable<string> names) => [.. names.Select(n => Col(relation, n).As(n))];

    private static Select Amounts(FactLoad load, Measure measure)
    {
        var over = Over(measure);
        var name = measure.Name.Text;
        ImmutableArray<Ordering> lastFirst = [.. RowOrder.LatestFirst(E, load.Order), Col(E, name).Descending()];
        var told = new Select
        {
            Items = [.. Columns(E, over), Col(E, name).As(Told), new Window(WindowFunction.RowNumber, [], new([.. over.Select(o => Col(E, o))], lastFirst)).As("_rank")],
            From = new TableRelation(FactEffects.Effects(load), E),
            Where = EffectKinds.Is(E, Stands),
        };
        var touched = new UnionAll(
        [
            new Select { Items = [.. Columns(E, over), Col(E, Told).As(Told), Int(1).As("_is_told")], From = new SubqueryRelation(told, E), Where = Eq(Col(E, "_rank"), Int(1)) },
            new Select
            {
                Distinct = true,
                Items = [.. Columns(F, over), new Literal.Null(SqlTypes.Of(measure.Type)).As(Told), Int(0).As("_is_told")],
                From = new TableRelation(FactEffects.Target(load), F),
                Joins = [new(JoinKind.Inner, new TableRelation(FactEffects.Effects(load), E), And(SameKey(F, E, FactTable.GrainColumns(load.Fact)), EffectKinds.Is(E, [.. Stands, EffectKinds.Deletes])))],
            },
        ]);
        var before = new Select
        {
            Items = [.. Columns(F, over), new Sql.Tree.Aggregate(AggregateFunction.Sum, Col(F, name)).As(Told)],
            From = new TableRelation(FactEffects.Target(load), F),
            GroupBy = [.. over.Select(o => Col(F, o))],
        };
        var headers = new Select
        {
            Items = [.. Columns("t", over), new Sql.Tree.Aggregate(AggregateFunction.Max, Col("t", Told)).As(Told), new Sql.Tree.Aggregate(AggregateFunction.Max, Col("t", "_is_told")).As("_is_told")],
            From = new SubqueryRelation(touched, "t"),
            GroupBy = [.. over.Select(o => Col("t", o))],
        };
        return new()
        {
            Items = [.. Columns("d", over), When(Eq(Col("d", "_is_told"), Int(1)), Col("d", Told), Col("b", Told)).As(Told)],
            From = new SubqueryRelation(headers, "d"),
            Joins = [new(JoinKind.Left, new SubqueryRelation(before, "b"), SameKey("b", "d", over))],
        };
    }

    private static Select Differing(FactLoad load, Measure measure) => new()
    {
        Items = Columns(E, Over(measure)).ToImmutableArray(),
        From = new TableRelation(FactEffects.Effects(load), E),
        Joins = [new(JoinKind.Inner, new TableRelation(Headers(load, measure), "d"), SameKey("d", E, Over(measure)))],
        Where = And(EffectKinds.Is(E, Stands), new IsDistinct([Col(E, measure.Name.Text)], [Col("d", Told)])),
    };

    private static Select Spread(FactLoad load, Measure measure)
    {
        var (grain, over, by) = (FactTable.GrainColumns(load.Fact), Over(measure), measure.Allocation!.By.Text);
        var columns = grain.Union(over).ToImmutableArray();
        var weightType = load.Fact.Measures.First(m => m.Name.Text == by).Type;
        var effects = new TableRelation(FactEffects.Effects(load), E);
        var lines = new UnionAll(
        [
            new Select { Items = [.. Columns(E, columns), Col(E, by).As(Weight)], From = effects, Where = EffectKinds.Is(E, Stands) },
            new Select
            {
                Items = [.. Columns(F, columns), Col(F, by).As(Weight)],
                From = new TableRelation(FactEffects.Target(load), F),
                Where = None(effects, And(SameKey(E, F, grain), EffectKinds.Is(E, [.. Stands, EffectKinds.Deletes]))),
            },
        ]);
        ImmutableArray<SqlExpression> Header(string relation) => [.. over.Select(o => Col(relation, o))];
        SqlExpression SumOver(string relation, SqlExpression value) => new Sql.Tree.Aggregate(AggregateFunction.Sum, value, Over: new(Header(relation), []));
        SqlExpression sign = When(Less(Col("l", Told), Int(0)), Int(-1), Int(1));

        // A line of no weight, or less, takes nothing; where no line has any, all take alike.
        var weighed = new Select
        {
            Items =
            [
                .. Columns("l", columns),
                Col("d", Told).As(Told),
                new Cast(Times(When(Less(Col("d", Told), Int(0)), new Negate(Col("d", Told)), Col("d", Told)), Int(Power(measure.Type))), Whole).As(Units),
                new Cast(Times(When(Greater(Col("l", Weight), Int(0)), Col("l", Weight), Int(0)), Int(Power(weightType))), Whole).As(Weight),
            ],
            From = new SubqueryRelation(lines, "l"),
            Joins = [new(JoinKind.Inner, new TableRelation(Headers(load, measure), "d"), SameKey("d", "l", over))],
        };
        var alike = new Select
        {
            Items = [.. Columns("l", columns), Col("l", Told).As(Told), Col("l", Units).As(Units), new Cast(When(Eq(SumOver("l", Col("l", Weight)), Int(0)), Int(1), Col("l", Weight)), Whole).As(Weight)],
            From = new SubqueryRelation(weighed, "l"),
        };
        var totalled = new Select
        {
            Items = [.. Columns("l", columns), .. Columns("l", [Told, Units, Weight]), new Cast(SumOver("l", Col("l", Weight)), Whole).As(Total)],
            From = new SubqueryRelation(alike, "l"),
        };
        var product = Times(Col("l", Units), Col("l", Weight));
        var divided = new Select
        {
            Items = [.. Columns("l", columns), .. Columns("l", [Told, Units, Weight, Total]), new Cast(new Call("floor", [new Binary(BinaryOperator.Divide, product, Col("l", Total))]), Whole).As(Quotient)],
            From = new SubqueryRelation(totalled, "l"),
        };
        // Engines divide in floating point: what the product of the quotient leaves over is exact, and mends it.
        var left = Minus(product, Times(Col("l", Quotient), Col("l", Total)));
        var mended = new Select
        {
            Items =
            [
                .. Columns("l", columns), .. Columns("l", [Told, Units, Weight, Total]),
                new Cast(Plus(Col("l", Quotient), new Cast(new Call("floor", [new Binary(BinaryOperator.Divide, left, Col("l", Total))]), Whole)), Whole).As(Quotient),
            ],
            From = new SubqueryRelation(divided, "l"),
        };
        var rested = new Select
        {
            Items = [.. Columns("l", columns), .. Columns("l", [Told, Units, Quotient]), new Cast(left, Whole).As(Rest), new Cast(Minus(Col("l", Units), SumOver("l", Col("l", Quotient))), Whole).As("_left_over")],
            From = new SubqueryRelation(mended, "l"),
        };
        ImmutableArray<Ordering> largestFirst = [Col("l", Rest).Descending(), .. grain.Select(g => Col("l", g).Ascending(isText: load.Table.Columns.First(c => c.Name == g).Type is DataType.Text))];
        var ranked = new Select
        {
            Items = [.. Columns("l", columns), .. Columns("l", [Told, Quotient, "_left_over"]), new Window(WindowFunction.RowNumber, [], new(Header("l"), largestFirst)).As("_rank")],
            From = new SubqueryRelation(rested, "l"),
        };
        var units = Times(new Cast(Plus(Col("l", Quotient), When(AtMost(Col("l", "_rank"), Col("l", "_left_over")), Int(1), Int(0))), Whole), sign);
        return new()
        {
            Items = [.. Columns("l", grain), new Cast(Power(measure.Type) == 1 ? units : Times(new Cast(units, Whole), new Literal.Decimal(1m / Power(measure.Type))), SqlTypes.Of(measure.Type)).As(Share)],
            From = new SubqueryRelation(ranked, "l"),
        };
    }

    /// <summary>How many of its last digit's units one whole is.</summary>
    private static long Power(DataType type)
    {
        var power = 1L;
        for (var i = 0; i < (type is DataType.Decimal { Scale: var scale } ? scale : 0); i++)
            power *= 10;
        return power;
    }
}

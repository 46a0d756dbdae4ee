using System.Globalization;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;
using Aggregate = Warehouse.Sql.Tree.Aggregate;

namespace Warehouse.Compilation.Views;

/// <summary>Measures summed to each period and the other roles' members, and then taken over the periods.</summary>
internal static class SemiAdditiveViewQuery
{
    private const string F = "f";
    private const string I = "i";
    private const string P = "p";
    private const string First = "first_at";
    private const string Last = "last_at";
    private const string Periods = "periods";

    public static Select Of(SemiAdditiveView view) => new()
    {
        Items =
        [
            .. view.Kept.Select(k => Col(I, k.Column.Name).As(k.Column.Name)),
            .. view.Calendar is null ? Array.Empty<SelectItem>() :
            [
                new Aggregate(AggregateFunction.Min, Col(P, view.FirstColumn)).As(view.FirstColumn), new Aggregate(AggregateFunction.Max, Col(P, view.LastColumn)).As(view.LastColumn),
            ],
            .. view.Taken.Select(t => new Cast(Taken(t), SqlTypes.Of(t.Column.Type)).As(t.Column.Name)),
        ],
        From = new SubqueryRelation(Summed(view), I),
        Joins = [new(JoinKind.Cross, new SubqueryRelation(Extent(view), P), null)],
        GroupBy = [.. view.Kept.Select(k => Col(I, k.Column.Name))],
    };

    private static SqlExpression Taken(TakenColumn taken)
    {
        var value = Col(I, taken.Measure);
        return taken.Use switch
        {
            "last" => Sum(When(Eq(Col(I, At(0)), Col(P, Last)), value)),
            "first" => Sum(When(Eq(Col(I, At(0)), Col(P, First)), value)),
            "average" => new Binary(BinaryOperator.Divide, Sum(value), new Aggregate(AggregateFunction.Max, Col(P, Periods))),
            "min" => new Aggregate(AggregateFunction.Min, value),
            _ => new Aggregate(AggregateFunction.Max, value),
        };
    }

    /// <summary>Every row of the fact once: its rows of one period and the same members are added up.</summary>
    private static Select Summed(SemiAdditiveView view) => new()
    {
        Items =
        [
            .. view.Kept.Select(k => k.Value(F).As(k.Column.Name)),
            .. view.Over.Select((k, i) => Value(view, k).As(At(i))),
            .. view.Taken.Select(t => Sum(Col(F, t.Measure)).As(t.Measure)),
        ],
        From = Fact(view),
        Joins = [.. view.Kept.Concat(view.Over).Joins(F)],
        Where = IsKnown(view),
        GroupBy = [.. view.Kept.Select(k => k.Value(F)), .. view.Over.Select(k => Value(view, k))],
    };

    /// <summary>One row: the fact's first and last period, and how many it has.</summary>
    private static Select Extent(SemiAdditiveView view)
    {
        var periods = new Select
        {
            Items =
            [
                .. view.Over.Select((k, i) => Value(view, k).As(At(i))),
                .. view.Calendar is null ? Array.Empty<SelectItem>() :
                [
                    new Aggregate(AggregateFunction.Min, Col(F, view.Calendar.Role.KeyColumn)).As(view.FirstColumn), new Aggregate(AggregateFunction.Max, Col(F, view.Calendar.Role.KeyColumn)).As(view.LastColumn),
                ],
            ],
            From = Fact(view),
            Joins = [.. view.Over.Joins(F)],
            Where = IsKnown(view),
            GroupBy = [.. view.Over.Select(k => Value(view, k))],
        };
        var found = new SubqueryRelation(periods, "e");
        return new()
        {
            Items =
            [
                CountRows().As(Periods),
                .. view.Calendar is null ? Array.Empty<SelectItem>() :
                [
                    new Aggregate(AggregateFunction.Min, Col("e", At(0))).As(First), new Aggregate(AggregateFunction.Max, Col("e", At(0))).As(Last),
                    new Aggregate(AggregateFunction.Min, Col("e", view.FirstColumn)).As(view.FirstColumn), new Aggregate(AggregateFunction.Max, Col("e", view.LastColumn)).As(view.LastColumn),
                ],
            ],
            From = found,
        };
    }

    private static TableRelation Fact(SemiAdditiveView view) => new(view.Fact.ToTable(), F);

    /// <summary>A snapshot's rows of one period may be of different days.</summary>
    private static ColumnReference Value(SemiAdditiveView view, MemberKey key) => key.Role.Name == view.Fact.PeriodRole ? Col(F, GeneratedColumns.Period) : key.Value(F);

    /// <summary>A day that is not known is no first and no last one.</summary>
    private static SqlExpression? IsKnown(SemiAdditiveView view) => view.Calendar is { } calendar ? Greater(Col(F, calendar.Role.KeyColumn), Int(0)) : null;

    private static string At(int index) => string.Create(CultureInfo.InvariantCulture, $"at_{index + 1}");

    private static Aggregate Sum(SqlExpression value) => new(AggregateFunction.Sum, value);
}

using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>Fills a calendar with the days of its range that it does not hold yet.</summary>
internal static class CalendarLoadCompiler
{
    /// <summary>Decimal digits that number the days: 10⁵ days are more than 200 years.</summary>
    private static readonly ImmutableArray<(string Alias, long Weight)> Digits = [("a", 1), ("b", 10), ("c", 100), ("d", 1000), ("e", 10000)];

    public static LoadScript Compile(CalendarLoad load)
    {
        var calendar = load.Dimension;
        var target = new TableName(calendar.Schema, calendar.TableName);
        var added = new TableName(null, $"change_{calendar.Name.Text}");
        var values = CalendarRow.Of(calendar, Col("c", CalendarTable.Date));
        ImmutableArray<string> columns = [.. load.Table.Columns.Select(c => c.Name)];
        return new()
        {
            Pipeline = load.Pipeline,
            Fences = [load.Pipeline],
            Apply =
            [
                new("Find the days of the range that the calendar does not hold", new CreateTableAs(added, NewDays(load, target), TableLifetime.Transaction)),
                new("Add them", new Insert(target, columns, new Select
                {
                    Items = [.. columns.Select(c => values[c].As(c))],
                    From = new TableRelation(added, "c"),
                })),
                .. LedgerSteps.Compile(load.Pipeline, null, new(null, new TableRelation(added, "c"), new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
                {
                    [LoadCounts.NewMembers] = CountRows(),
                })),
            ],
        };
    }

    private static Select NewDays(CalendarLoad load, TableName target)
    {
        var calendar = load.Dimension;
        var offset = Digits.Select(d => d.Weight == 1 ? Col(d.Alias, "digit") : Times(Col(d.Alias, "digit"), Int(d.Weight))).Aggregate(Plus);
        var day = new Call("add_days", [new Literal.Date(calendar.From), offset]);
        var numbered = new Select
        {
            Items = [day.As(CalendarTable.Date)],
            From = new CommonTableRelation("decimal_digit", Digits[0].Alias),
            Joins = [.. Digits.Skip(1).Select(d => new Join(JoinKind.Cross, new CommonTableRelation("decimal_digit", d.Alias), null))],
            Where = AtMost(offset, Int(calendar.To.DayNumber - calendar.From.DayNumber)),
        };
        var digits = new UnionAll([.. Enumerable.Range(0, 10).Select(i => new Select { Items = [Int(i).As("digit")] })]);
        return new()
        {
            With = [new("decimal_digit", digits), new("day_of_range", numbered)],
            Items = [Col("n", CalendarTable.Date).As(CalendarTable.Date)],
            From = new CommonTableRelation("day_of_range", "n"),
            Where = new Exists(
                new Select
                {
                    Items = [Int(1).As("found")],
                    From = new TableRelation(target, "d"),
                    Where = Eq(Col("d", CalendarTable.Date), Col("n", CalendarTable.Date)),
                },
                Negated: true),
        };
    }
}

using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>The days of a calendar one by one, with their holidays and whether work is done on them.</summary>
internal static class WorkingDays
{
    public const string Relation = "working_day";

    /// <summary>The day after.</summary>
    public const string Next = "next_date";

    /// <summary>The first day of the fiscal year.</summary>
    public const string FiscalStart = "fiscal_year_start";

    private const string Holidays = "holiday";
    private const string Name = "name";

    /// <summary>Decimal digits that number the days: 10⁵ days are more than 200 years.</summary>
    private static readonly ImmutableArray<(string Alias, long Weight)> Digits = [("a", 1), ("b", 10), ("c", 100), ("d", 1000), ("e", 10000)];

    /// <summary>From the first of the month in which the range begins, so that a month's working days are all counted.</summary>
    public static ImmutableArray<CommonTable> Of(CalendarDimension calendar)
    {
        var from = new DateOnly(calendar.From.Year, calendar.From.Month, 1);
        var offset = Digits.Select(d => d.Weight == 1 ? Col(d.Alias, "digit") : Times(Col(d.Alias, "digit"), Int(d.Weight))).Aggregate(Plus);
        var numbered = new Select
        {
            Items = [new Call("add_days", [new Literal.Date(from), offset]).As(CalendarTable.Date)],
            From = new CommonTableRelation("decimal_digit", Digits[0].Alias),
            Joins = [.. Digits.Skip(1).Select(d => new Join(JoinKind.Cross, new CommonTableRelation("decimal_digit", d.Alias), null))],
            Where = AtMost(offset, Int(calendar.To.DayNumber - from.DayNumber)),
        };
        var holidays = calendar.HolidayDates.Where(h => h.Date >= from && h.Date <= calendar.To).ToImmutableArray();
        return
        [
            new("decimal_digit", new UnionAll([.. Enumerable.Range(0, 10).Select(i => new Select { Items = [Int(i).As("digit")] })])),
            new("day_of_range", numbered),
            .. holidays.IsEmpty ? ImmutableArray<CommonTable>.Empty : [new(Holidays, Rows(holidays))],
            new(Relation, Described(calendar, hasHolidays: !holidays.IsEmpty)),
        ];
    }

    private static Query Rows(ImmutableArray<Holiday> holidays)
    {
        ImmutableArray<Query> rows = [.. holidays.Select(h => new Select { Items = [new Literal.Date(h.Date).As(CalendarTable.Date), Text(h.Name).As(Name)] })];
        return rows is [var only] ? only : new UnionAll(rows);
    }

    private static Select Described(CalendarDimension calendar, bool hasHolidays)
    {
        var day = Col("n", CalendarTable.Date);
        var name = Col("h", Name);
        var isWeekday = AtMost(CalendarRow.Call("day_of_week", day), Int(5));
        return new()
        {
            Items =
            [
                day.As(CalendarTable.Date),
                CalendarRow.Call("add_days", day, Int(1)).As(Next),
                CalendarRow.FiscalYear(calendar, day).As(CalendarTable.FiscalYear),
                CalendarRow.FiscalMonth(calendar, day).As(CalendarTable.FiscalMonth),
                CalendarRow.FiscalStart(calendar, day).As(FiscalStart),
                (hasHolidays ? name : (SqlExpression)NullText).As(CalendarTable.HolidayName),
                (hasHolidays ? And(isWeekday, IsNull(name)) : isWeekday).As(CalendarTable.IsWorkingDay),
            ],
            From = new CommonTableRelation("day_of_range", "n"),
            Joins = hasHolidays ? [new(JoinKind.Left, new CommonTableRelation(Holidays, "h"), Eq(Col("h", CalendarTable.Date), day))] : [],
        };
    }
}

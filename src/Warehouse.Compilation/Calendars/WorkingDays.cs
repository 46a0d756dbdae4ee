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

    /// <summary>10⁵ days are more than 200 years.</summary>
    private const int DecimalPlaces = 5;

    /// <summary>From the first of the month in which the range begins, so that a month's working days are all counted.</summary>
    public static ImmutableArray<CommonTable> Of(CalendarDimension calendar)
    {
        var from = new DateOnly(calendar.From.Year, calendar.From.Month, 1);
        var numbered = Numbers.UpTo(
            calendar.To.DayNumber - from.DayNumber,
            DecimalPlaces,
            offset => [new Call("add_days", [new Literal.Date(from), offset]).As(CalendarTable.Date)]);
        var holidays = calendar.HolidayDates.Where(h => h.Date >= from && h.Date <= calendar.To).ToImmutableArray();
        return
        [
            Numbers.DigitTable,
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

using Warehouse.Compilation.Calendars;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>A calendar's days, and how far each is from today.</summary>
internal static class RelativeCalendarQuery
{
    private const string Today = "today";
    private const string Week = "week_start";
    private const string Month = "month_number";
    private const string Quarter = "quarter_number";
    private const string Year = "year";
    private const string N = "n";

    public static Select Of(RelativeCalendarView view)
    {
        var calendar = view.Calendar;
        var date = Day(CalendarTable.Date);
        var days = CalendarRow.Call("days_between", Col(N, Today), date);
        var months = Minus(Numbered(Day(Year), 12, Day("month")), Col(N, Month));
        var quarters = Minus(Numbered(Day(Year), 4, Day("quarter")), Col(N, Quarter));
        var isCurrentYear = Eq(Day(Year), Col(N, Year));
        var isCurrentFiscalYear = Eq(Day(CalendarTable.FiscalYear), Col(N, CalendarTable.FiscalYear));
        var isPast = AtMost(date, Col(N, Today));
        var values = new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            ["days_from_today"] = days,
            ["weeks_from_today"] = CalendarRow.Weeks(CalendarRow.Call("days_between", Col(N, Week), Day(Week))),
            ["months_from_today"] = months,
            ["quarters_from_today"] = quarters,
            ["years_from_today"] = Minus(Day(Year), Col(N, Year)),
            ["fiscal_years_from_today"] = Minus(Day(CalendarTable.FiscalYear), Col(N, CalendarTable.FiscalYear)),
            ["is_today"] = Eq(date, Col(N, Today)),
            ["is_current_week"] = Eq(Day(Week), Col(N, Week)),
            ["is_current_month"] = Eq(Numbered(Day(Year), 12, Day("month")), Col(N, Month)),
            ["is_current_quarter"] = Eq(Numbered(Day(Year), 4, Day("quarter")), Col(N, Quarter)),
            ["is_current_year"] = isCurrentYear,
            ["is_current_fiscal_year"] = isCurrentFiscalYear,
            ["is_month_to_date"] = And(Eq(Numbered(Day(Year), 12, Day("month")), Col(N, Month)), isPast),
            ["is_year_to_date"] = And(isCurrentYear, isPast),
            ["is_fiscal_year_to_date"] = And(isCurrentFiscalYear, isPast),
            ["is_same_day_last_year"] = Eq(date, CalendarRow.Call("add_months", Col(N, Today), Int(-12))),
        };
        return new()
        {
            Items = [.. view.Columns.Select(c => values.GetValueOrDefault(c.Name, Day(c.Name)).As(c.Name))],
            From = new TableRelation(calendar.ToTable(), "d"),
            Joins = [new(JoinKind.Cross, new SubqueryRelation(Now(view), N), null)],
        };
    }

    /// <summary>One row: today, and the numbers of its periods.</summary>
    private static Select Now(RelativeCalendarView view)
    {
        var today = Col("t", Today);
        var year = CalendarRow.Call("year", today);
        return new()
        {
            Items =
            [
                today.As(Today),
                CalendarRow.Truncated("week", today).As(Week),
                Numbered(year, 12, CalendarRow.Call("month", today)).As(Month),
                Numbered(year, 4, CalendarRow.Call("quarter", today)).As(Quarter),
                year.As(Year),
                CalendarRow.FiscalYear(view.Calendar, today).As(CalendarTable.FiscalYear),
            ],
            From = new SubqueryRelation(new Select { Items = [new Call("today", []).As(Today)] }, "t"),
        };
    }

    private static ColumnReference Day(string column) => Col("d", column);

    /// <summary>A period counted over the years, so that a difference of two is a number of periods.</summary>
    private static SqlExpression Numbered(SqlExpression year, int ofYear, SqlExpression number) => Plus(Times(year, Int(ofYear)), number);
}

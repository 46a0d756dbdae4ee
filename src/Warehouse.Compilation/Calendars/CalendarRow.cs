using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>What a calendar says of a day, computed by portable functions alone.</summary>
internal static class CalendarRow
{
    private static readonly ImmutableArray<string> Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly ImmutableArray<string> Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>The columns by name, of a relation of <see cref="WorkingDays"/>.</summary>
    public static IReadOnlyDictionary<string, SqlExpression> Of(CalendarDimension calendar, string relation)
    {
        var day = Col(relation, CalendarTable.Date);
        var next = Col(relation, WorkingDays.Next);
        var year = Call("year", day);
        var month = Call("month", day);
        var isWorking = Col(relation, CalendarTable.IsWorkingDay);
        var holiday = Col(relation, CalendarTable.HolidayName);
        var start = calendar.FiscalYearStart;
        var fiscalYear = Col(relation, CalendarTable.FiscalYear);
        var fiscalMonth = Col(relation, CalendarTable.FiscalMonth);
        var fiscalStart = Col(relation, WorkingDays.FiscalStart);
        var values = new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [calendar.KeyColumn] = Plus(Plus(Times(year, Int(10000)), Times(month, Int(100))), Call("day", day)),
            [CalendarTable.Date] = day,
            ["year"] = year,
            ["quarter"] = Call("quarter", day),
            ["month"] = month,
            ["month_name"] = Named(month, Months),
            ["day"] = Call("day", day),
            ["day_of_year"] = Call("day_of_year", day),
            ["day_of_week"] = Call("day_of_week", day),
            ["day_name"] = Named(Call("day_of_week", day), Days),
            ["year_quarter"] = Joined(Written(year), Text("-Q"), Written(Call("quarter", day))),
            ["year_month"] = Joined(Written(year), Text("-"), TwoDigits(month)),
            ["iso_year"] = Call("iso_year", day),
            ["iso_week"] = Call("iso_week", day),
            ["iso_year_week"] = Joined(Written(Call("iso_year", day)), Text("-W"), TwoDigits(Call("iso_week", day))),
            ["week_start"] = Truncated("week", day),
            [CalendarTable.FiscalYear] = fiscalYear,
            ["fiscal_quarter"] = ByMonth(month, m => ((FiscalMonth(m, start) - 1) / 3) + 1),
            [CalendarTable.FiscalMonth] = fiscalMonth,
            ["fiscal_week"] = Plus(Weeks(Call("days_between", Truncated("week", fiscalStart), Truncated("week", day))), Int(1)),
            ["fiscal_day"] = Plus(Call("days_between", fiscalStart, day), Int(1)),
            ["fiscal_period"] = Joined(Text("FY"), Written(fiscalYear), Text("-P"), TwoDigits(fiscalMonth)),
            ["is_weekend"] = AtLeast(Call("day_of_week", day), Int(6)),
            ["is_holiday"] = IsNotNull(holiday),
            [CalendarTable.HolidayName] = holiday,
            [CalendarTable.IsWorkingDay] = isWorking,
            ["working_day_of_month"] = Counted(isWorking, day, year, month),
            [CalendarTable.WorkingDayNumber] = Counted(isWorking, day),
            ["is_first_day_of_fiscal_year"] = Eq(day, fiscalStart),
            ["is_last_day_of_fiscal_year"] = And(Eq(Call("day", next), Int(1)), Eq(Call("month", next), Int(start))),
            [CalendarTable.Label] = new Cast(day, new SqlType.Text()),
        };
        foreach (var period in new[] { "month", "quarter", "year" })
        {
            values[$"is_first_day_of_{period}"] = Eq(day, Truncated(period, day));
            values[$"is_last_day_of_{period}"] = Eq(next, Truncated(period, next));
        }

        return values;
    }

    /// <summary>Named for the calendar year in which it ends.</summary>
    public static SqlExpression FiscalYear(CalendarDimension calendar, SqlExpression day) => calendar.FiscalYearStart == 1
        ? Call("year", day)
        : Plus(Call("year", day), When(AtLeast(Call("month", day), Int(calendar.FiscalYearStart)), Int(1), Int(0)));

    /// <summary>1 for the month in which the fiscal year begins.</summary>
    public static SqlExpression FiscalMonth(CalendarDimension calendar, SqlExpression day) =>
        ByMonth(Call("month", day), m => FiscalMonth(m, calendar.FiscalYearStart));

    /// <summary>The first day of the fiscal year that holds a day.</summary>
    public static SqlExpression FiscalStart(CalendarDimension calendar, SqlExpression day)
    {
        var year = calendar.FiscalYearStart == 1 ? Call("year", day) : Minus(FiscalYear(calendar, day), Int(1));
        return Call("make_date", year, Int(calendar.FiscalYearStart), Int(1));
    }

    public static Call Truncated(string unit, SqlExpression day) => new("date_trunc", [Text(unit), day]);

    /// <summary>So many whole weeks as there are days, which are a multiple of 7.</summary>
    public static SqlExpression Weeks(SqlExpression days) => new Cast(new Binary(BinaryOperator.Divide, days, Int(7)), new SqlType.Integer());

    public static Call Call(string function, params ReadOnlySpan<SqlExpression> arguments) => new(function, [.. arguments]);

    private static int FiscalMonth(int month, int start) => ((month - start + 12) % 12) + 1;

    private static Sql.Tree.Aggregate Counted(SqlExpression isWorking, SqlExpression day, params ReadOnlySpan<SqlExpression> within) =>
        new(AggregateFunction.Count, When(isWorking, Int(1)), Over: new([.. within], [day.Ascending()], WindowExtent.UpToCurrentRow));

    private static SqlExpression Joined(params ReadOnlySpan<SqlExpression> parts)
    {
        var whole = parts[0];
        foreach (var part in parts[1..])
            whole = new Binary(BinaryOperator.Concatenate, whole, part);
        return whole;
    }

    private static Cast Written(SqlExpression number) => new(number, new SqlType.Text());

    private static Call TwoDigits(SqlExpression number) => Call("lpad", Written(number), Int(2), Text("0"));

    private static Case Named(SqlExpression number, ImmutableArray<string> names) =>
        new([.. names.Select((name, i) => new CaseBranch(Eq(number, Int(i + 1)), Text(name)))], null);

    private static Case ByMonth(SqlExpression month, Func<int, int> value) => new(
        [
            .. Enumerable.Range(1, 12).GroupBy(value).OrderBy(g => g.Key)
                .Select(g => new CaseBranch(new In(month, [.. g.Select(m => Int(m))]), Int(g.Key))),
        ],
        null);
}

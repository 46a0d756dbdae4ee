using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>What a calendar says of a day, computed by portable functions alone.</summary>
internal static class CalendarRow
{
    private static readonly ImmutableArray<string> Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly ImmutableArray<string> Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>The columns after the day itself, by name.</summary>
    public static IReadOnlyDictionary<string, SqlExpression> Of(CalendarDimension calendar, SqlExpression day)
    {
        var year = Call("year", day);
        var month = Call("month", day);
        var dayOfMonth = Call("day", day);
        var dayOfWeek = Call("day_of_week", day);
        var start = calendar.FiscalYearStart;
        return new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [calendar.KeyColumn] = Plus(Plus(Times(year, Int(10000)), Times(month, Int(100))), dayOfMonth),
            ["date"] = day,
            ["year"] = year,
            ["quarter"] = Call("quarter", day),
            ["month"] = month,
            ["month_name"] = Named(month, Months),
            ["day"] = dayOfMonth,
            ["day_of_year"] = Call("day_of_year", day),
            ["day_of_week"] = dayOfWeek,
            ["day_name"] = Named(dayOfWeek, Days),
            ["iso_year"] = Call("iso_year", day),
            ["iso_week"] = Call("iso_week", day),
            ["fiscal_year"] = start == 1 ? year : Plus(year, When(AtLeast(month, Int(start)), Int(1), Int(0))),
            ["fiscal_quarter"] = ByMonth(month, m => ((FiscalMonth(m, start) - 1) / 3) + 1),
            ["fiscal_month"] = ByMonth(month, m => FiscalMonth(m, start)),
            ["is_weekend"] = AtLeast(dayOfWeek, Int(6)),
            ["label"] = new Cast(day, new SqlType.Text()),
        };
    }

    private static int FiscalMonth(int month, int start) => ((month - start + 12) % 12) + 1;

    private static Call Call(string function, SqlExpression day) => new(function, [day]);

    private static Case Named(SqlExpression number, ImmutableArray<string> names) =>
        new([.. names.Select((name, i) => new CaseBranch(Eq(number, Int(i + 1)), Text(name)))], null);

    private static Case ByMonth(SqlExpression month, Func<int, int> value) => new(
        [
            .. Enumerable.Range(1, 12).GroupBy(value).OrderBy(g => g.Key)
                .Select(g => new CaseBranch(new In(month, [.. g.Select(m => Int(m))]), Int(g.Key))),
        ],
        null);
}

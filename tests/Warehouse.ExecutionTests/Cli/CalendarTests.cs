using System.Globalization;
using System.Text.Json;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>What a calendar says of its days, on real engines, against what .NET says of them.</summary>
public sealed class CalendarTests
{
    private const string Holidays = "date,name\n2023-12-25,Christmas Day\n2024-01-01,New Year\n2024-02-29,\"Leap, day\"\n2024-03-30,On a Saturday\n2030-01-01,Later\n";

    public static TheoryData<string> Engines => ["duckdb", "postgres"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_day_is_what_NET_says_of_it_whenever_the_fiscal_year_begins(string engine)
    {
        using var project = Create(engine, string.Concat(Enumerable.Range(1, 12).Select(
            m => $"  date_{m}: {{type: calendar, range: [2023-11-15, 2026-01-10], fiscal_year_start: {m}, holidays: holidays.csv}}\n")));
        (await project.RunAsync("run")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.ToString()));

        for (var start = 1; start <= 12; start++)
        {
            var rows = await project.RowsAsync($"select * from mart.dim_date_{start} where date is not null order by date");
            rows.ShouldBe(Expected(start), $"fiscal_year_start: {start}");
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_moved_holiday_corrects_its_days_and_the_working_days_after_them_and_moving_it_back_does_too(string engine)
    {
        using var project = Create(engine, "  date: {type: calendar, range: [2024-01-01, 2024-03-31], holidays: holidays.csv}\n");
        (await project.RunAsync("run")).Exit.ShouldBe(0);
        var before = await project.RowsAsync("select * from mart.dim_date order by date_key");
        var again = await project.RunAsync("load");

        project.Write("holidays.csv", Holidays.Replace("2024-02-29", "2024-03-29", StringComparison.Ordinal));
        var moved = await project.RunAsync("load", "--json");
        var after = await project.RowsAsync("select date, holiday_name, is_working_day, working_day_number from mart.dim_date where date in ('2024-02-28', '2024-02-29', '2024-03-29', '2024-03-31') order by date");
        project.Write("holidays.csv", Holidays);
        var back = await project.RunAsync("load", "--json");

        again.Out.ShouldBe("nothing to load: all that the sources have is loaded\n");
        moved.Json.GetProperty("batches")[0].GetProperty("new_members").GetInt32().ShouldBe(0);
        // From 29 February to 28 March the running number is one more; from 29 March on, it is as it was and the number within the month one less.
        moved.Json.GetProperty("batches")[0].GetProperty("overwritten").GetInt32().ShouldBe(32);
        after.ShouldBe(
        [
            """{"date":"2024-02-28","holiday_name":null,"is_working_day":true,"working_day_number":42}""",
            """{"date":"2024-02-29","holiday_name":null,"is_working_day":true,"working_day_number":43}""",
            """{"date":"2024-03-29","holiday_name":"Leap, day","is_working_day":false,"working_day_number":63}""",
            """{"date":"2024-03-31","holiday_name":null,"is_working_day":false,"working_day_number":63}""",
        ]);
        back.Json.GetProperty("batches")[0].GetProperty("overwritten").GetInt32().ShouldBe(32);
        (await project.RowsAsync("select * from mart.dim_date order by date_key")).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_longer_range_adds_its_days_and_a_lag_in_working_days_is_a_difference(string engine)
    {
        using var project = Create(engine, "  date: {type: calendar, range: [2024-01-15, 2024-01-31], holidays: holidays.csv}\n");
        (await project.RunAsync("run")).Exit.ShouldBe(0);
        var first = await project.ValueAsync("select working_day_of_month from mart.dim_date where date_key = 20240131");

        project.Write("model.yml", "dimensions:\n  date: {type: calendar, range: [2023-12-20, 2024-02-29], holidays: holidays.csv}\n");
        var load = await project.RunAsync("load", "--json");

        first.ShouldBe("22");
        load.Json.GetProperty("batches")[0].GetProperty("new_members").GetInt32().ShouldBe(26 + 29);
        load.Json.GetProperty("batches")[0].GetProperty("overwritten").GetInt32().ShouldBe(17);
        (await project.ValueAsync("select b.working_day_number - a.working_day_number as lag from mart.dim_date a, mart.dim_date b where a.date_key = 20231222 and b.date_key = 20240102")).ShouldBe("5");
        (await project.ValueAsync("select count(*) as n from mart.dim_date")).ShouldBe((73 - 1 + 3).ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_relative_view_tells_how_far_each_day_is_from_today(string engine)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var (from, to) = (new DateOnly(today.Year - 2, 1, 1), new DateOnly(today.Year + 1, 12, 31));
        using var project = Create(engine, $"  date: {{type: calendar, range: [{Iso(from)}, {Iso(to)}], fiscal_year_start: april}}\n");
        (await project.RunAsync("run")).Exit.ShouldBe(0);

        var rows = await project.RowsAsync("""
            select date, days_from_today, weeks_from_today, months_from_today, quarters_from_today, years_from_today, fiscal_years_from_today,
              is_today, is_current_week, is_current_month, is_current_quarter, is_current_year, is_current_fiscal_year,
              is_month_to_date, is_year_to_date, is_fiscal_year_to_date, is_same_day_last_year
            from mart.dim_date_relative where date is not null order by date
            """);

        rows.ShouldBe(Days(from, to).Select(d => JsonSerializer.Serialize(new
        {
            date = Iso(d),
            days_from_today = d.DayNumber - today.DayNumber,
            weeks_from_today = (Monday(d).DayNumber - Monday(today).DayNumber) / 7,
            months_from_today = ((d.Year - today.Year) * 12) + d.Month - today.Month,
            quarters_from_today = ((d.Year - today.Year) * 4) + ((d.Month - 1) / 3) - ((today.Month - 1) / 3),
            years_from_today = d.Year - today.Year,
            fiscal_years_from_today = d.AddMonths(-3).Year - today.AddMonths(-3).Year,
            is_today = d == today,
            is_current_week = Monday(d) == Monday(today),
            is_current_month = (d.Year, d.Month) == (today.Year, today.Month),
            is_current_quarter = (d.Year, (d.Month - 1) / 3) == (today.Year, (today.Month - 1) / 3),
            is_current_year = d.Year == today.Year,
            is_current_fiscal_year = d.AddMonths(-3).Year == today.AddMonths(-3).Year,
            is_month_to_date = (d.Year, d.Month) == (today.Year, today.Month) && d <= today,
            is_year_to_date = d.Year == today.Year && d <= today,
            is_fiscal_year_to_date = d.AddMonths(-3).Year == today.AddMonths(-3).Year && d <= today,
            is_same_day_last_year = d == today.AddYears(-1),
        })));
    }

    private static IEnumerable<string> Expected(int start)
    {
        var names = new Dictionary<DateOnly, string> { [new(2023, 12, 25)] = "Christmas Day", [new(2024, 1, 1)] = "New Year", [new(2024, 2, 29)] = "Leap, day", [new(2024, 3, 30)] = "On a Saturday" };
        var (number, ofMonth) = (0, 0);
        foreach (var d in Days(new(2023, 11, 1), new(2026, 1, 10)))
        {
            var isWorking = d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !names.ContainsKey(d);
            (number, ofMonth) = (number + (isWorking ? 1 : 0), (d.Day == 1 ? 0 : ofMonth) + (isWorking ? 1 : 0));
            if (d < new DateOnly(2023, 11, 15))
                continue;
            var fiscalStart = new DateOnly(d.Month >= start ? d.Year : d.Year - 1, start, 1);
            var fiscalYear = fiscalStart.AddYears(1).AddDays(-1).Year;
            var fiscalMonth = ((d.Year - fiscalStart.Year) * 12) + d.Month - start + 1;
            var (isoYear, isoWeek) = (ISOWeek.GetYear(d.ToDateTime(TimeOnly.MinValue)), ISOWeek.GetWeekOfYear(d.ToDateTime(TimeOnly.MinValue)));
            var (next, quarter) = (d.AddDays(1), ((d.Month - 1) / 3) + 1);
            object?[] values =
            [
                (d.Year * 10000) + (d.Month * 100) + d.Day, Iso(d), d.Year, quarter, d.Month, Invariant($"{d:MMMM}"), d.Day, d.DayOfYear, (((int)d.DayOfWeek + 6) % 7) + 1,
                Invariant($"{d:dddd}"), Invariant($"{d.Year}-Q{quarter}"), Invariant($"{d:yyyy-MM}"), isoYear, isoWeek, Invariant($"{isoYear}-W{isoWeek:00}"), Iso(Monday(d)),
                fiscalYear, ((fiscalMonth - 1) / 3) + 1, fiscalMonth, ((Monday(d).DayNumber - Monday(fiscalStart).DayNumber) / 7) + 1, d.DayNumber - fiscalStart.DayNumber + 1,
                Invariant($"FY{fiscalYear}-P{fiscalMonth:00}"), d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, names.ContainsKey(d), names.GetValueOrDefault(d), isWorking, ofMonth, number,
                d.Day == 1, next.Day == 1, d.Day == 1 && d.Month % 3 == 1, next.Day == 1 && next.Month % 3 == 1, d.DayOfYear == 1, next.DayOfYear == 1, d == fiscalStart, next == fiscalStart.AddYears(1),
                Iso(d),
            ];
            yield return "{" + string.Join(',', Columns(start).Zip(values, (c, v) => $"{JsonSerializer.Serialize(c)}:{JsonSerializer.Serialize(v)}")) + "}";
        }
    }

    private static IEnumerable<string> Columns(int start) =>
    [
        $"date_{start}_key", "date", "year", "quarter", "month", "month_name", "day", "day_of_year", "day_of_week", "day_name", "year_quarter", "year_month", "iso_year", "iso_week",
        "iso_year_week", "week_start", "fiscal_year", "fiscal_quarter", "fiscal_month", "fiscal_week", "fiscal_day", "fiscal_period", "is_weekend", "is_holiday", "holiday_name",
        "is_working_day", "working_day_of_month", "working_day_number", "is_first_day_of_month", "is_last_day_of_month", "is_first_day_of_quarter", "is_last_day_of_quarter",
        "is_first_day_of_year", "is_last_day_of_year", "is_first_day_of_fiscal_year", "is_last_day_of_fiscal_year", "label",
    ];

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Workspace Create(string engine, string dimensions)
    {
        var project = Workspace.Of(engine);
        project.Write("warehouse.yml", $"version: 1\nname: days\n{project.Target}");
        project.Write("model.yml", $"dimensions:\n{dimensions}");
        project.Write("holidays.csv", Holidays);
        return project;
    }
}

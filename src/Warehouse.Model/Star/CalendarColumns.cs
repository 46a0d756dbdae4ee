using System.Collections.Immutable;

namespace Warehouse.Model.Star;

/// <summary>The attributes of the dimensions that the tool fills itself, by which hierarchies and aggregates may refer to them.</summary>
public static class CalendarColumns
{
    /// <summary>What a calendar says of a day.</summary>
    public static ImmutableArray<string> OfCalendar { get; } =
    [
        "date", "year", "quarter", "month", "month_name", "day", "day_of_year", "day_of_week", "day_name", "year_quarter", "year_month",
        "iso_year", "iso_week", "iso_year_week", "week_start",
        "fiscal_year", "fiscal_quarter", "fiscal_month", "fiscal_week", "fiscal_day", "fiscal_period",
        "is_weekend", "is_holiday", "holiday_name", "is_working_day", "working_day_of_month", "working_day_number",
        "is_first_day_of_month", "is_last_day_of_month", "is_first_day_of_quarter", "is_last_day_of_quarter",
        "is_first_day_of_year", "is_last_day_of_year", "is_first_day_of_fiscal_year", "is_last_day_of_fiscal_year", "label",
    ];

    /// <summary>What a clock says of a time of day.</summary>
    public static ImmutableArray<string> OfClock(ClockGrain grain) =>
    [
        "time", "hour", "hour_12", "am_pm",
        .. grain == ClockGrain.Hour ? Array.Empty<string>() : ["minute"],
        .. grain == ClockGrain.Second ? ["second"] : Array.Empty<string>(),
        "period_of_day", "label_12", "label",
    ];
}

using System.Collections.Immutable;

namespace Warehouse.Model.Star;

/// <summary>The attributes of the dimensions that the tool fills itself, by which hierarchies and aggregates may refer to them.</summary>
public static class CalendarColumns
{
    /// <summary>What a calendar says of a day.</summary>
    public static ImmutableArray<string> OfCalendar { get; } =
    [
        "date", "year", "quarter", "month", "month_name", "day", "day_of_year", "day_of_week", "day_name", "iso_year", "iso_week",
        "fiscal_year", "fiscal_quarter", "fiscal_month", "is_weekend", "label",
    ];

    /// <summary>What a clock says of a time of day.</summary>
    public static ImmutableArray<string> OfClock { get; } = ["time", "hour", "minute", "second"];
}

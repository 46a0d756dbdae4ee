using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a calendar dimension: one row a day, keyed by the day written as yyyymmdd.</summary>
public static class CalendarTable
{
    /// <summary>The natural key.</summary>
    public const string Date = "date";

    /// <summary>What a report shows of a row, the special members too.</summary>
    public const string Label = "label";

    public const string FiscalYear = "fiscal_year";

    public const string FiscalMonth = "fiscal_month";

    public const string HolidayName = "holiday_name";

    public const string IsWorkingDay = "is_working_day";

    /// <summary>How many working days there are from the calendar's beginning up to and with the day: a difference of two is a lag in working days.</summary>
    public const string WorkingDayNumber = "working_day_number";

    public static TableDesign Design(CalendarDimension dimension) => new(
        dimension.Schema,
        dimension.TableName,
        [
            new(dimension.KeyColumn, DataType.Int64, Nullable: false, "The day as yyyymmdd."),
            new(Date, DataType.Day),
            .. OfYear,
            .. OfFiscalYear,
            .. OfWork,
            .. FirstAndLast,
            new(Label, DataType.String, Description: "What a report shows, for special members too."),
        ])
    {
        PrimaryKey = [dimension.KeyColumn],
        Description = dimension.Documentation.Description,
    };

    private static ImmutableArray<ColumnDesign> OfYear { get; } =
    [
        new("year", DataType.Int64),
        new("quarter", DataType.Int64),
        new("month", DataType.Int64),
        new("month_name", DataType.String),
        new("day", DataType.Int64, Description: "Day of the month."),
        new("day_of_year", DataType.Int64),
        new("day_of_week", DataType.Int64, Description: "ISO 8601: Monday is 1, Sunday 7."),
        new("day_name", DataType.String),
        new("year_quarter", DataType.String, Description: "As 2024-Q1."),
        new("year_month", DataType.String, Description: "As 2024-03."),
        new("iso_year", DataType.Int64, Description: "The year that the ISO week belongs to."),
        new("iso_week", DataType.Int64, Description: "ISO 8601 week, 1 to 53."),
        new("iso_year_week", DataType.String, Description: "As 2024-W09."),
        new("week_start", DataType.Day, Description: "The Monday of the week."),
    ];

    private static ImmutableArray<ColumnDesign> OfFiscalYear { get; } =
    [
        new(FiscalYear, DataType.Int64, Description: "Named for the calendar year in which it ends."),
        new("fiscal_quarter", DataType.Int64),
        new(FiscalMonth, DataType.Int64, Description: "1 is the month in which the fiscal year begins."),
        new("fiscal_week", DataType.Int64, Description: "1 is the week, from Monday, in which the fiscal year begins."),
        new("fiscal_day", DataType.Int64, Description: "Day of the fiscal year."),
        new("fiscal_period", DataType.String, Description: "The fiscal month as FY2024-P03."),
    ];

    private static ImmutableArray<ColumnDesign> OfWork { get; } =
    [
        new("is_weekend", DataType.Bool, Description: "Saturday or Sunday."),
        new("is_holiday", DataType.Bool),
        new(HolidayName, DataType.String),
        new(IsWorkingDay, DataType.Bool, Description: "Neither a weekend nor a holiday."),
        new("working_day_of_month", DataType.Int64, Description: "Working days of the month up to and with the day."),
        new(WorkingDayNumber, DataType.Int64, Description: "Working days up to and with the day: a difference of two is a lag in working days."),
    ];

    private static ImmutableArray<ColumnDesign> FirstAndLast { get; } =
    [
        .. new[] { "month", "quarter", "year", "fiscal_year" }.SelectMany(
            period => new ColumnDesign[] { new($"is_first_day_of_{period}", DataType.Bool), new($"is_last_day_of_{period}", DataType.Bool) }),
    ];
}

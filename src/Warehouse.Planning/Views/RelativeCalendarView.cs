using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>A calendar with what is true of a day only today: whether it is today, and how far it is off. It is never stored, since tomorrow it would be wrong.</summary>
/// <remarks>Today is the day in UTC, as all days of the warehouse are.</remarks>
public sealed record RelativeCalendarView(CalendarDimension Calendar) : ViewDesign(new ObjectName(Calendar.Schema, $"dim_{Calendar.Name.Text}_relative"))
{
    public override ImmutableArray<ColumnDesign> Columns { get; } = [.. PublishedColumns.Of(CalendarTable.Design(Calendar)), .. Relative];

    /// <summary>The columns beside the calendar's own; all are NULL for the special members.</summary>
    public static ImmutableArray<ColumnDesign> Relative { get; } =
    [
        new("days_from_today", DataType.Int64, Description: "Negative in the past, as all that count from today."),
        new("weeks_from_today", DataType.Int64, Description: "Of weeks from Monday: 0 is this week."),
        new("months_from_today", DataType.Int64, Description: "0 is this month."),
        new("quarters_from_today", DataType.Int64),
        new("years_from_today", DataType.Int64),
        new("fiscal_years_from_today", DataType.Int64),
        new("is_today", DataType.Bool),
        new("is_current_week", DataType.Bool),
        new("is_current_month", DataType.Bool),
        new("is_current_quarter", DataType.Bool),
        new("is_current_year", DataType.Bool),
        new("is_current_fiscal_year", DataType.Bool),
        new("is_month_to_date", DataType.Bool, Description: "In this month, and not after today."),
        new("is_year_to_date", DataType.Bool, Description: "In this year, and not after today."),
        new("is_fiscal_year_to_date", DataType.Bool, Description: "In this fiscal year, and not after today."),
        new("is_same_day_last_year", DataType.Bool, Description: "Today's day of a year ago; on 29 February, the 28th."),
    ];

    public override ImmutableArray<ObjectName> Reads => [new(Calendar.Schema, Calendar.TableName)];

    public override string Description => $"{Calendar.Name.Text} as seen from today (UTC).";

    public override SourceSpan DeclaredAt => Calendar.Name.Span;
}

using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a calendar dimension: one row a day, keyed by the day written as yyyymmdd.</summary>
public static class CalendarTable
{
    /// <summary>The natural key.</summary>
    public const string Date = "date";

    /// <summary>What a report shows of a row, the special members too.</summary>
    public const string Label = "label";

    public static TableDesign Design(CalendarDimension dimension) => new(
        dimension.Schema,
        dimension.TableName,
        [
            new(dimension.KeyColumn, DataType.Int64, Nullable: false, "The day as yyyymmdd."),
            new(Date, DataType.Day),
            new("year", DataType.Int64),
            new("quarter", DataType.Int64),
            new("month", DataType.Int64),
            new("month_name", DataType.String),
            new("day", DataType.Int64, Description: "Day of the month."),
            new("day_of_year", DataType.Int64),
            new("day_of_week", DataType.Int64, Description: "ISO 8601: Monday is 1, Sunday 7."),
            new("day_name", DataType.String),
            new("iso_year", DataType.Int64, Description: "The year that the ISO week belongs to."),
            new("iso_week", DataType.Int64, Description: "ISO 8601 week, 1 to 53."),
            new("fiscal_year", DataType.Int64, Description: "Named for the calendar year in which it ends."),
            new("fiscal_quarter", DataType.Int64),
            new("fiscal_month", DataType.Int64, Description: "1 is the month in which the fiscal year begins."),
            new("is_weekend", DataType.Bool),
            new(Label, DataType.String, Description: "What a report shows, for special members too."),
        ])
    {
        PrimaryKey = [dimension.KeyColumn],
        Description = dimension.Documentation.Description,
    };
}

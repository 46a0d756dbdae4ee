using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a clock dimension: one row for each hour, minute or second of a day, keyed by the time written as hh, hhmm or hhmmss.</summary>
public static class ClockTable
{
    /// <summary>The natural key.</summary>
    public const string Time = "time";

    /// <summary>What a report shows of a row, the special members too.</summary>
    public const string Label = "label";

    /// <summary>How many rows a clock has, beside the special members.</summary>
    public static int RowsOf(ClockGrain grain) => grain switch { ClockGrain.Hour => 24, ClockGrain.Minute => 24 * 60, _ => 24 * 60 * 60 };

    public static TableDesign Design(ClockDimension dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        var written = dimension.Grain switch { ClockGrain.Hour => "hh", ClockGrain.Minute => "hhmm", _ => "hhmmss" };
        return new(
            dimension.Schema,
            dimension.TableName,
            [
                new(dimension.KeyColumn, DataType.Int64, Nullable: false, $"The time as {written}; midnight is 0."),
                .. CalendarColumns.OfClock(dimension.Grain).Select(Column),
            ])
        {
            PrimaryKey = [dimension.KeyColumn],
            Description = dimension.Documentation.Description,
        };
    }

    private static ColumnDesign Column(string name) => name switch
    {
        Time => new(name, DataType.TimeOfDay),
        "hour" => new(name, DataType.Int64, Description: "0 to 23."),
        "hour_12" => new(name, DataType.Int64, Description: "1 to 12."),
        "am_pm" => new(name, DataType.String),
        "minute" or "second" => new(name, DataType.Int64, Description: "0 to 59."),
        "period_of_day" => new(name, DataType.String, Description: "Night to 05, morning to 11, afternoon to 17, evening to 23."),
        "label_12" => new(name, DataType.String, Description: "As 2:05 PM."),
        _ => new(name, DataType.String, Description: "What a report shows, for special members too: 14:05."),
    };
}

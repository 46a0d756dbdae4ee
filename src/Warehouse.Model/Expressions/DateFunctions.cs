using System.Collections.Immutable;
using Warehouse.Model.Star;
using static Warehouse.Model.Expressions.FunctionDefinitions;

namespace Warehouse.Model.Expressions;

/// <summary>Functions of dates and timestamps, in the proleptic Gregorian calendar and in UTC. An argument that is NULL gives NULL.</summary>
internal static class DateFunctions
{
    private static readonly FunctionParameter Day = Of(ParameterKind.Day, "date");
    private static readonly FunctionParameter Date = Of(ParameterKind.Date, "date");
    private static readonly FunctionParameter Timestamp = Of(ParameterKind.Timestamp, "timestamp");

    public static ImmutableArray<PortableFunction> All { get; } =
    [
        Define("year", "The year of a date.", Form("year", DataType.Int64, Day)),
        Define("quarter", "The quarter of a date, 1 to 4.", Form("quarter", DataType.Int64, Day)),
        Define("month", "The month of a date, 1 to 12.", Form("month", DataType.Int64, Day)),
        Define("day", "The day of the month, 1 to 31.", Form("day", DataType.Int64, Day)),
        Define("day_of_week", "The day of the ISO week: 1 is Monday, 7 is Sunday.", Form("day_of_week", DataType.Int64, Day)),
        Define("day_of_year", "The day of the year, 1 to 366.", Form("day_of_year", DataType.Int64, Day)),
        Define("iso_week", "The ISO 8601 week, 1 to 53; week 1 holds the year's first Thursday.", Form("iso_week", DataType.Int64, Day)),
        Define("iso_year", "The year that the ISO 8601 week belongs to.", Form("iso_year", DataType.Int64, Day)),
        Define("hour", "The hour of a timestamp, 0 to 23.", Form("hour", DataType.Int64, Timestamp)),
        Define("minute", "The minute of a timestamp, 0 to 59.", Form("minute", DataType.Int64, Timestamp)),
        Define("second", "The whole second of a timestamp, 0 to 59.", Form("second", DataType.Int64, Timestamp)),
        Define(
            "date_trunc",
            "The beginning of the `year`, `quarter`, `month`, `week` (Monday) or `day`, and of a timestamp's `hour`, `minute` or `second`.",
            Form("date_trunc", DataType.Day, Of(ParameterKind.DateUnit, "unit"), Date),
            Form("date_trunc:timestamp", DataType.Instant, Of(ParameterKind.TimeUnit, "unit"), Timestamp)),
        Define("last_day", "The last day of the month.", Form("last_day", DataType.Day, Day)),
        Define("to_date", "The day of a timestamp in UTC.", Same(ParameterKind.Date), Form("to_date", DataType.Day, Timestamp)),
        Define("make_date", "The date of a year (1 to 9999), a month and a day; NULL where there is no such date.", Form(
            "make_date", DataType.Day, Integer("year"), Integer("month"), Integer("day"))),
        Define("add_days", "So many days later, or earlier when negative.", Moved("add_days", "days")),
        Define("add_months", "So many months later, on the month's last day where it has no such day.", Moved("add_months", "months")),
        Define("add_years", "So many years later; 29 February becomes 28 February in other years.", Years(Date), Years(Timestamp)),
        Define("add_hours", "So many hours later, or earlier when negative.", Form("add_hours", DataType.Instant, Timestamp, Integer("hours"))),
        Define("add_minutes", "So many minutes later, or earlier when negative.", Form("add_minutes", DataType.Instant, Timestamp, Integer("minutes"))),
        Define("add_seconds", "So many seconds later, or earlier when negative.", Form("add_seconds", DataType.Instant, Timestamp, Integer("seconds"))),
        Define(
            "days_between",
            "How many days the second date is after the first.",
            Form("days_between", DataType.Int64, Of(ParameterKind.Day, "from"), Of(ParameterKind.Day, "to"))),
        Define("months_between", "How many calendar months the month of the second date is after that of the first.", Months),
        Define(
            "seconds_between",
            "How many whole seconds the second timestamp is after the first.",
            Form("seconds_between", DataType.Int64, Of(ParameterKind.Timestamp, "from"), Of(ParameterKind.Timestamp, "to"))),
        Define("from_unix_seconds", "The timestamp so many seconds after 1970-01-01.", Form("from_unix_seconds", DataType.Instant, Integer("seconds"))),
        Define("from_unix_millis", "The timestamp so many milliseconds after 1970-01-01.", Form(
            "from_unix_millis", DataType.Instant, Integer("milliseconds"))),
    ];

    private static FunctionForm Months => new("", [Of(ParameterKind.Day, "from"), Of(ParameterKind.Day, "to")], _ => DataType.Int64)
    {
        Meaning = arguments => MonthsSince(arguments[1]).Apply(BinaryOperation.Kind.Subtract, MonthsSince(arguments[0])),
    };

    /// <summary>Months counted from the year 0, so that a difference of two counts is a number of months.</summary>
    private static BinaryOperation MonthsSince(PortableExpression date) =>
        Call(date.Span, "year", date)
            .Apply(BinaryOperation.Kind.Multiply, Number(date.Span, 12))
            .Apply(BinaryOperation.Kind.Add, Call(date.Span, "month", date));

    private static ImmutableArray<FunctionForm> Moved(string name, string unit) =>
    [
        Form(name, DataType.Day, Date, Integer(unit)),
        Form($"{name}:timestamp", DataType.Instant, Timestamp, Integer(unit)),
    ];

    private static FunctionForm Years(FunctionParameter parameter) => new("", [parameter, Integer("years")], arguments => arguments[0].Type!)
    {
        Meaning = arguments => Call(
            arguments[0].Span, "add_months", arguments[0], arguments[1].Apply(BinaryOperation.Kind.Multiply, Number(arguments[1].Span, 12))),
    };

    private static FunctionParameter Integer(string name) => Of(ParameterKind.Integer, name);

    private static PortableFunction Define(string name, string summary, params ImmutableArray<FunctionForm> forms) =>
        new(name, FunctionFamily.Date, summary, forms);
}

using System.Collections.Immutable;
using static Warehouse.Sql.Dialects.Functions.SpellingParts;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>Functions of dates and of timestamps in UTC.</summary>
internal static class DateFunctions
{
    /// <summary>1900-01-01 was a Monday, and is day 0; the double remainder is for days before it.</summary>
    private const string TSqlDayOfWeek = "CAST((DATEDIFF(day, 0, {0}) % 7 + 7) % 7 + 1 AS bigint)";

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("year", "year", Extract("YEAR"), "YEAR", "EXTRACT(YEAR FROM {0})", Part("year")),
        new("quarter", "quarter", Extract("QUARTER"), "QUARTER", "EXTRACT(QUARTER FROM {0})", Part("quarter")),
        new("month", "month", Extract("MONTH"), "MONTH", "EXTRACT(MONTH FROM {0})", Part("month")),
        new("day", "day", Extract("DAY"), "DAY", "EXTRACT(DAY FROM {0})", Part("day")),
        new("day_of_week", "isodow", Extract("ISODOW"), "DAYOFWEEKISO", "MOD(EXTRACT(DAYOFWEEK FROM {0}) + 5, 7) + 1", TSqlDayOfWeek),
        new("day_of_year", "dayofyear", Extract("DOY"), "DAYOFYEAR", "EXTRACT(DAYOFYEAR FROM {0})", Part("dayofyear")),
        new("iso_week", "weekofyear", Extract("WEEK"), "WEEKISO", "EXTRACT(ISOWEEK FROM {0})", Part("iso_week")),
        new("iso_year",
            "isoyear", Extract("ISOYEAR"), "YEAROFWEEKISO", "EXTRACT(ISOYEAR FROM {0})",
            "CAST(YEAR(DATEADD(day, 26 - DATEPART(iso_week, {0}), {0})) AS bigint)"),
        new("hour", "hour", Extract("HOUR"), "HOUR", "EXTRACT(HOUR FROM {0})", Part("hour")),
        new("minute", "minute", Extract("MINUTE"), "MINUTE", "EXTRACT(MINUTE FROM {0})", Part("minute")),
        new("second", "second", "CAST(floor(extract(SECOND FROM {0})) AS bigint)", "SECOND", "EXTRACT(SECOND FROM {0})", Part("second")),
        new("date_trunc",
            "CAST(date_trunc({0}, {1}) AS DATE)",
            "CAST(date_trunc({0}, CAST({1} AS timestamp)) AS date)",
            WithUnit(unit => $"CAST({SnowflakeTrunc(unit)} AS DATE)"),
            WithUnit(unit => $"DATE_TRUNC({{0}}, {(unit == "week" ? "ISOWEEK" : unit.ToUpperInvariant())})"),
            WithUnit(unit => $"DATETRUNC({(unit == "week" ? "iso_week" : unit)}, {{0}})")),
        new("date_trunc:timestamp",
            "CAST(date_trunc({0}, {1}) AS TIMESTAMP)",
            "date_trunc",
            WithUnit(SnowflakeTrunc),
            WithUnit(unit => $"TIMESTAMP_TRUNC({{0}}, {(unit == "week" ? "ISOWEEK" : unit.ToUpperInvariant())}, 'UTC')"),
            WithUnit(unit => $"DATETRUNC({(unit == "week" ? "iso_week" : unit)}, {{0}})")),
        new("last_day",
            "last_day", "CAST(date_trunc('month', CAST({0} AS timestamp)) + interval '1 month -1 day' AS date)", "LAST_DAY", "LAST_DAY", "EOMONTH"),
        new("to_date", "CAST({0} AS DATE)", "CAST({0} AS date)", "CAST({0} AS DATE)", "DATE({0}, 'UTC')", "CAST({0} AS date)"),
        new("make_date",
            "make_date", WithInt32("make_date({0}, {1}, {2})", 0, 1, 2), "DATE_FROM_PARTS", "DATE", "DATEFROMPARTS"),
        new("add_days",
            WithInt32("{0} + {1}", 1), WithInt32("{0} + {1}", 1), "CAST(DATEADD(DAY, {1}, {0}) AS DATE)", "DATE_ADD({0}, INTERVAL {1} DAY)", "DATEADD(day, {1}, {0})"),
        new("add_days:timestamp",
            WithInt32("{0} + to_days({1})", 1), WithInt32("{0} + make_interval(days => {1})", 1),
            "DATEADD(DAY, {1}, {0})", "TIMESTAMP_ADD({0}, INTERVAL {1} DAY)", "DATEADD(day, {1}, {0})"),
        new("add_months",
            WithInt32("CAST({0} + to_months({1}) AS DATE)", 1), WithInt32("CAST({0} + make_interval(months => {1}) AS date)", 1),
            "CAST(DATEADD(MONTH, {1}, {0}) AS DATE)", "DATE_ADD({0}, INTERVAL {1} MONTH)", "DATEADD(month, {1}, {0})"),
        new("add_months:timestamp",
            WithInt32("{0} + to_months({1})", 1), WithInt32("{0} + make_interval(months => {1})", 1),
            "DATEADD(MONTH, {1}, {0})", "TIMESTAMP(DATETIME_ADD(DATETIME({0}, 'UTC'), INTERVAL {1} MONTH), 'UTC')", "DATEADD(month, {1}, {0})"),
        new("add_hours",
            "{0} + to_hours({1})", WithInt32("{0} + make_interval(hours => {1})", 1),
            "DATEADD(HOUR, {1}, {0})", "TIMESTAMP_ADD({0}, INTERVAL {1} HOUR)", "DATEADD(hour, {1}, {0})"),
        new("add_minutes",
            "{0} + to_minutes({1})", WithInt32("{0} + make_interval(mins => {1})", 1),
            "DATEADD(MINUTE, {1}, {0})", "TIMESTAMP_ADD({0}, INTERVAL {1} MINUTE)", "DATEADD(minute, {1}, {0})"),
        new("add_seconds",
            "{0} + to_seconds({1})", "{0} + make_interval(secs => {1})",
            "DATEADD(SECOND, {1}, {0})", "TIMESTAMP_ADD({0}, INTERVAL {1} SECOND)", "DATEADD(second, {1}, {0})"),
        // Of the toolkit's own: the instant after a recorded one.
        new("add_microseconds",
            "{0} + to_microseconds({1})", "{0} + {1} * interval '1 microsecond'",
            "DATEADD(MICROSECOND, {1}, {0})", "TIMESTAMP_ADD({0}, INTERVAL {1} MICROSECOND)", "DATEADD(microsecond, {1}, {0})"),
        // Of the toolkit's own, for views: no load asks the engine what day it is.
        new("today",
            FunctionSpelling.Pattern("CAST(make_timestamp(epoch_us(now())) AS DATE)"), FunctionSpelling.Pattern("CAST(now() AT TIME ZONE 'UTC' AS date)"),
            FunctionSpelling.Pattern("CAST(SYSDATE() AS DATE)"), FunctionSpelling.Pattern("CURRENT_DATE('UTC')"), FunctionSpelling.Pattern("CAST(SYSUTCDATETIME() AS date)")),
        new("days_between",
            "date_diff('day', {0}, {1})", "CAST({1} - {0} AS bigint)", "DATEDIFF(DAY, {0}, {1})", "DATE_DIFF({1}, {0}, DAY)",
            "CAST(DATEDIFF(day, {0}, {1}) AS bigint)"),
        new("seconds_between",
            "(epoch_us({1}) - epoch_us({0})) // 1000000",
            "CAST(trunc(extract(EPOCH FROM {1} - {0})) AS bigint)",
            "TRUNC((DATE_PART(EPOCH_MICROSECOND, {1}) - DATE_PART(EPOCH_MICROSECOND, {0})) / 1000000)",
            "TIMESTAMP_DIFF({1}, {0}, SECOND)",
            "DATEDIFF_BIG(microsecond, {0}, {1}) / 1000000"),
        new("from_unix_seconds",
            "make_timestamp({0} * 1000000)", "TIMESTAMP '1970-01-01' + {0} * interval '1 second'", "TO_TIMESTAMP_NTZ({0}, 0)", "TIMESTAMP_SECONDS",
            "DATEADD(second, {0} % 86400, DATEADD(day, {0} / 86400, CAST('1970-01-01' AS datetime2(6))))"),
        new("from_unix_millis",
            "make_timestamp({0} * 1000)",
            // An interval is multiplied in floating point: by the milliseconds of one day it stays exact.
            "TIMESTAMP '1970-01-01' + {0} / 86400000 * interval '1 day' + {0} % 86400000 * interval '1 millisecond'",
            "TO_TIMESTAMP_NTZ({0}, 3)", "TIMESTAMP_MILLIS",
            "DATEADD(millisecond, {0} % 86400000, DATEADD(day, {0} / 86400000, CAST('1970-01-01' AS datetime2(6))))"),
    ];

    /// <summary>A session's WEEK_START moves the weeks of DATE_TRUNC.</summary>
    private static string SnowflakeTrunc(string unit) =>
        unit == "week" ? "DATE_TRUNC('day', DATEADD(DAY, 1 - DAYOFWEEKISO({0}), {0}))" : $"DATE_TRUNC('{unit}', {{0}})";

    private static FunctionText Extract(string part) => $"CAST(extract({part} FROM {{0}}) AS bigint)";

    private static FunctionText Part(string part) => $"CAST(DATEPART({part}, {{0}}) AS bigint)";
}

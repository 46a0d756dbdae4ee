using System.Collections.Immutable;
using static Warehouse.Sql.Dialects.Conversions;

namespace Warehouse.Sql.Dialects;

/// <summary>The functions that convert text on Postgres, which has no TRY_CAST (up to 15 not even a test).</summary>
/// <remarks>
/// A pattern that only convertible texts match stands before each cast. So the functions are plain SQL, which the planner inlines, and
/// may run in parallel: a plpgsql function with an exception block can do neither, since it begins a subtransaction
/// (https://www.postgresql.org/docs/15/parallel-safety.html). Only JSON needs one.
/// A pattern costs by the states its match runs through (up to several microseconds for a date), so the usual forms, which need fewer,
/// are tried first and the whole definition after them. CASE, and not AND, says what is evaluated first.
/// Functions that read dates are STABLE because the types' input functions are, although ISO forms do not depend on settings.
/// </remarks>
internal static class PostgresConversions
{
    // With two hyphens in their places and digits elsewhere: a day that every month has.
    private const string PlainDay =
        "x NOT LIKE '%-%-%-%' AND x NOT LIKE '0000%' AND substr(x, 6, 2) COLLATE \"C\" BETWEEN '01' AND '12'"
        + " AND substr(x, 9, 2) COLLATE \"C\" BETWEEN '01' AND '28'";

    public static ImmutableArray<string> Prelude { get; } =
    [
        "CREATE SCHEMA IF NOT EXISTS _warehouse",
        Function("to_text(x text, length integer)", "text", "IMMUTABLE", "CASE WHEN char_length(x) <= length THEN x END"),
        Function("to_integer(x text)", "bigint", "IMMUTABLE", $"""
            CASE
                WHEN x ~ '^[+-]?[0-9]+$' AND length(x) <= 18 THEN CAST(x AS bigint)
                WHEN x ~ '{Whole(IntegerPattern)}' THEN
                    CASE WHEN CAST(x AS numeric) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST(x AS bigint) END
            END
            """),
        Function("within_digits(x numeric, digits integer, scale integer)", "numeric", "IMMUTABLE",
            "CASE WHEN abs(x) < power(CAST(10 AS numeric), digits - scale) THEN x END"),
        Function("to_decimal(x text, digits integer, scale integer)", "numeric", "IMMUTABLE", $"""
            CASE
                WHEN x ~ '^[+-]?[0-9]+[.]?[0-9]*$' AND length(x) <= 50 THEN _warehouse.within_digits(round(CAST(x AS numeric), scale), digits, scale)
                WHEN x ~ '{Whole(DecimalPattern)}' THEN _warehouse.within_digits(round(CAST(x AS numeric), scale), digits, scale)
            END
            """),
        Function("to_float(x text)", "double precision", "IMMUTABLE", $"""
            CASE
                WHEN x ~ '^[+-]?[0-9]+[.]?[0-9]*$' AND length(x) <= 50 THEN CAST(x AS double precision)
                WHEN x ~ '{Whole(FloatPattern)}' THEN
                    CASE
                        WHEN abs(CAST(x AS numeric)) < 2.4703282292062328e-324 THEN CAST(0 AS double precision)
                        WHEN abs(CAST(x AS numeric)) < 1.797693134862315807e308 THEN CAST(x AS double precision)
                    END
            END
            """),
        Function("to_boolean(x text)", "boolean", "IMMUTABLE", $"""
            CASE
                WHEN lower(btrim(x, E' \t\n\r\f\v')) IN ({ConversionCalls.Texts(Truths)}) THEN TRUE
                WHEN lower(btrim(x, E' \t\n\r\f\v')) IN ({ConversionCalls.Texts(Falsehoods)}) THEN FALSE
            END
            """),
        Function("to_date(x text)", "date", "STABLE", $"""
            CASE
                WHEN x LIKE '____-__-__' AND {PlainDay} AND x ~ '^[0-9-]+$' THEN CAST(x AS date)
                WHEN x ~ '{Whole(DatePattern)}' THEN CAST(x AS date)
            END
            """),
        Function("instant(x text)", "timestamp", "STABLE", $$"""
            CASE
                WHEN x ~ '^{{ZonedTimestamp}}$' THEN CAST(x AS timestamptz) AT TIME ZONE 'UTC'
                ELSE CAST(x AS timestamp)
            END
            """),
        Function("within_calendar(x timestamp)", "timestamp", "IMMUTABLE",
            "CASE WHEN x >= TIMESTAMP '0001-01-01 00:00:00' AND x < TIMESTAMP '10000-01-01 00:00:00' THEN x END"),
        Function("to_timestamp(x text)", "timestamp", "STABLE", $"""
            CASE
                WHEN x LIKE '____-__-_____:__:__' AND {PlainDay} AND x ~ '^[0-9-]+[ T][0-9:]+$' AND x NOT LIKE '%:%:%:%'
                    AND substr(x, 12, 2) COLLATE "C" <= '23' AND substr(x, 15, 2) COLLATE "C" <= '59' AND substr(x, 18, 2) COLLATE "C" <= '59'
                    THEN CAST(x AS timestamp)
                WHEN x ~ '{Whole(ShortTimestamp)}' THEN CAST(x AS timestamp)
                WHEN x ~ '{Whole(LocalTimestamp + "|" + ZonedTimestamp)}' THEN
                    _warehouse.within_calendar(_warehouse.instant(regexp_replace(btrim(x, E' \t\n\r\f\v'), '(\.[0-9]{"{6}"})[0-9]+', '\1')))
            END
            """),
        Function("to_time(x text)", "time", "STABLE",
            $"CASE WHEN x ~ '{Whole(TimePattern)}' THEN CAST(regexp_replace(x, '(\\.[0-9]{"{6}"})[0-9]+', '\\1') AS time) END"),
        Function("to_uuid(x text)", "uuid", "IMMUTABLE", $@"CASE WHEN x ~ '{Whole(UuidPattern)}' THEN CAST(btrim(x, E' \t\n\r\f\v') AS uuid) END"),
        Function("to_bytes(x text)", "bytea", "IMMUTABLE", $@"CASE WHEN x ~ '{Whole(BytesPattern)}' THEN decode(btrim(x, E' \t\n\r\f\v'), 'hex') END"),
        """
        CREATE OR REPLACE FUNCTION _warehouse.to_json(x text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
        BEGIN
            RETURN CAST(btrim(x, E' \t\n\r\f\v') AS jsonb);
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
            RETURN NULL;
        END
        $$
        """.ReplaceLineEndings("\n"),
    ];

    private static string Function(string signature, string type, string volatility, string body) => $"""
        CREATE OR REPLACE FUNCTION _warehouse.{signature} RETURNS {type} LANGUAGE sql {volatility} PARALLEL SAFE AS $$
        SELECT {body}
        $$
        """.ReplaceLineEndings("\n");
}

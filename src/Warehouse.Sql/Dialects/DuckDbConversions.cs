using System.Collections.Immutable;
using Warehouse.Sql.Tree;
using static Warehouse.Sql.Dialects.Conversions;

namespace Warehouse.Sql.Dialects;

/// <summary>The macros that convert text on DuckDB: its TRY_CAST behind a pattern, since alone it takes more than other engines do.</summary>
internal static class DuckDbConversions
{
    private const string Trimmed = @"trim(x, E' \t\n\r\f\x0b')";

    // DuckDB's JSON reader takes trailing commas, NaN and infinities; texts are blanked first, they may hold anything.
    private const string Unquoted = """regexp_replace(x, '"([^"\\]|\\.)*"', '""', 'g')""";

    public static ImmutableArray<string> Prelude { get; } =
    [
        "CREATE SCHEMA IF NOT EXISTS _warehouse",
        Macro("to_text(x, max_length)", "CASE WHEN length(x) <= max_length THEN x END"),
        Macro("to_integer(x)", $"CASE WHEN {Matches(IntegerPattern)} THEN TRY_CAST({Trimmed} AS BIGINT) END"),
        Macro("decimal_text(x)", $"CASE WHEN {Matches(DecimalPattern)} THEN {Trimmed} END"),
        Macro("to_float(x)", $"CASE WHEN {Matches(FloatPattern)} AND isfinite(TRY_CAST({Trimmed} AS DOUBLE)) THEN TRY_CAST({Trimmed} AS DOUBLE) END"),
        Macro("to_boolean(x)", $"""
            CASE
                WHEN lower({Trimmed}) IN ({ConversionCalls.Texts(Truths)}) THEN TRUE
                WHEN lower({Trimmed}) IN ({ConversionCalls.Texts(Falsehoods)}) THEN FALSE
            END
            """),
        Macro("to_date(x)", $"CASE WHEN {Matches(DatePattern)} THEN TRY_CAST({Trimmed} AS DATE) END"),
        Macro("within_calendar(x)", "CASE WHEN x >= TIMESTAMP '0001-01-01 00:00:00' AND x < TIMESTAMP '10000-01-01 00:00:00' THEN x END"),
        Macro("to_timestamp(x)", $"""
            CASE
                WHEN {Matches(LocalTimestamp)} THEN TRY_CAST({Trimmed} AS TIMESTAMP)
                WHEN {Matches(ZonedTimestamp)} THEN _warehouse.within_calendar(
                    make_timestamp(epoch_us(TRY_CAST(regexp_replace({Trimmed}, '([ T][0-9][0-9]:[0-9][0-9])(Z|[+-].*)$', '\1:00\2') AS TIMESTAMPTZ))))
            END
            """),
        Macro("to_time(x)", $"CASE WHEN {Matches(TimePattern)} THEN TRY_CAST({Trimmed} AS TIME) END"),
        Macro("to_uuid(x)", $"CASE WHEN {Matches(UuidPattern)} THEN TRY_CAST({Trimmed} AS UUID) END"),
        Macro("to_bytes(x)", $"CASE WHEN {Matches(BytesPattern)} THEN unhex({Trimmed}) END"),
        Macro("to_json(x)", $$"""
            CASE
                WHEN json_valid({{Trimmed}})
                    AND NOT regexp_matches({{Unquoted}}, ',[ \t\n\r]*[\]}]|[Nn][Aa][Nn]|[Ii][Nn][Ff]')
                    AND NOT regexp_matches(x, '{{JsonNul}}')
                THEN TRY_CAST({{Trimmed}} AS JSON)
            END
            """),
    ];

    /// <summary>A decimal is cast outside the macro, which cannot take a type.</summary>
    public static SqlExpression Spell(TryConvert node) => node.Type is SqlType.Decimal
        ? new Spelled(
            $"TRY_CAST({ConversionCalls.Schema}.decimal_text({{0}}) AS {DuckDb.TypeName(node.Type)})", [node.Operand], Precedence.Atom)
        : ConversionCalls.Spell(node);

    private static string Matches(string pattern) => $"regexp_full_match(x, '{Blank}({pattern}){Blank}')";

    private static string Macro(string signature, string body) =>
        $"CREATE OR REPLACE MACRO _warehouse.{signature} AS\n    {body.ReplaceLineEndings("\n    ")}".ReplaceLineEndings("\n");
}

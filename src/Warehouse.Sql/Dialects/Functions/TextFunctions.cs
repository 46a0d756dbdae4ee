using System.Collections.Immutable;
using static Warehouse.Sql.Dialects.Functions.SpellingParts;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>Functions of texts, by code points.</summary>
/// <remarks>
/// Postgres maps case by the collation, and in the C locale only ASCII: the ICU root collation maps every script. Every collation that a
/// spelling brings in ends as "C", so that two of them never meet in conflict. T-SQL compares by collation and takes trailing
/// spaces off in LEN and =: a stop is put behind, and comparisons are binary.
/// </remarks>
internal static class TextFunctions
{
    private const string Binary = "COLLATE Latin1_General_100_BIN2";

    /// <summary>Characters beyond the basic plane count as one in this collation.</summary>
    private const string Supplementary = "COLLATE Latin1_General_100_CS_AS_SC";

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("upper", "upper", "upper({0} COLLATE \"und-x-icu\") COLLATE \"C\"", "UPPER", "UPPER", "UPPER"),
        new("lower", "lower", "lower({0} COLLATE \"und-x-icu\") COLLATE \"C\"", "LOWER", "LOWER", "LOWER"),
        new("trim", "trim({0}, ' ')", "btrim({0}, ' ')", "TRIM({0}, ' ')", "TRIM({0}, ' ')", "TRIM({0})"),
        new("ltrim", "ltrim({0}, ' ')", "ltrim({0}, ' ')", "LTRIM({0}, ' ')", "LTRIM({0}, ' ')", "LTRIM({0})"),
        new("rtrim", "rtrim({0}, ' ')", "rtrim({0}, ' ')", "RTRIM({0}, ' ')", "RTRIM({0}, ' ')", "RTRIM({0})"),
        new("length", "length", "CAST(length({0}) AS bigint)", "LENGTH", "CHAR_LENGTH", $"CAST(LEN(({{0}} + N'.') {Supplementary}) - 1 AS bigint)"),
        new("substring",
            "substring",
            ByCount(null, WithInt32("substring({0}, {1})", 1), WithInt32("substring({0}, {1}, {2})", 1, 2)),
            "SUBSTR",
            "SUBSTR",
            ByCount(
                null,
                FunctionSpelling.Pattern($"SUBSTRING({{0}} {Supplementary}, {{1}}, 2147483647)"),
                FunctionSpelling.Pattern($"SUBSTRING({{0}} {Supplementary}, {{1}}, {{2}})"))),
        new("left", "left", WithInt32("left({0}, {1})", 1), "LEFT", "LEFT", $"LEFT({{0}} {Supplementary}, {{1}})"),
        new("right", "right", WithInt32("right({0}, {1})", 1), "RIGHT", "RIGHT", $"RIGHT({{0}} {Supplementary}, {{1}})"),
        new("replace", "replace", "replace", "REPLACE", "REPLACE", $"REPLACE({{0}} {Binary}, {{1}}, {{2}})"),
        new("strpos",
            "strpos", "CAST(strpos({0}, {1}) AS bigint)", "CHARINDEX({1}, {0})", "STRPOS",
            $"CAST(CHARINDEX(N'.' + {{1}}, N'.' + {{0}} {Binary}) AS bigint)"),
        new("lpad",
            WithInt32("lpad({0}, {1}, {2})", 1), WithInt32("lpad({0}, {1}, {2})", 1), WithInt32("LPAD({0}, {1}, {2})", 1), "LPAD",
            "CASE WHEN LEN({0} + N'.') > {1} THEN LEFT({0}, {1}) ELSE LEFT(REPLICATE({2}, {1}), {1} - LEN({0} + N'.') + 1) + {0} END"),
        new("rpad",
            WithInt32("rpad({0}, {1}, {2})", 1), WithInt32("rpad({0}, {1}, {2})", 1), WithInt32("RPAD({0}, {1}, {2})", 1), "RPAD",
            "LEFT({0} + REPLICATE({2}, {1}), {1})"),
        new("repeat", "repeat", WithInt32("repeat({0}, {1})", 1), "REPEAT", "REPEAT", "REPLICATE"),

        // DuckDB reverses what is seen as one character, not code points.
        new("reverse", "array_to_string(list_reverse(regexp_extract_all({0}, '(?s).')), '')", "reverse", "REVERSE", "REVERSE", $"REVERSE({{0}} {Supplementary})"),
        new("starts_with",
            "starts_with",
            "starts_with",
            FunctionSpelling.Pattern("LEFT({0}, LENGTH({1})) = {1}", Tree.Precedence.Comparison, isPredicate: true),
            "STARTS_WITH",
            FunctionSpelling.Pattern(
                $"LEFT({{0}}, LEN({{1}} + N'.') - 1) + N'.' = ({{1}} + N'.') {Binary}", Tree.Precedence.Comparison, isPredicate: true)),
        new("ends_with",
            "ends_with",
            FunctionSpelling.Pattern("right({0}, length({1})) = {1}", Tree.Precedence.Comparison, isPredicate: true),
            FunctionSpelling.Pattern("RIGHT({0}, LENGTH({1})) = {1}", Tree.Precedence.Comparison, isPredicate: true),
            "ENDS_WITH",
            FunctionSpelling.Pattern(
                $"RIGHT({{0}}, LEN({{1}} + N'.') - 1) + N'.' = ({{1}} + N'.') {Binary}", Tree.Precedence.Comparison, isPredicate: true)),
        new("split_part",
            WithInt32("split_part({0}, {1}, {2})", 2), WithInt32("split_part({0}, {1}, {2})", 2), "SPLIT_PART",
            "IF({0} IS NULL OR {2} IS NULL, NULL, COALESCE(SPLIT({0}, {1})[SAFE_ORDINAL({2})], ''))",
            "CASE WHEN {0} IS NOT NULL AND {2} IS NOT NULL THEN " +
            "COALESCE((SELECT value FROM STRING_SPLIT(REPLACE({0}, {1}, NCHAR(31)), NCHAR(31), 1) WHERE ordinal = {2}), N'') END"),
    ];
}

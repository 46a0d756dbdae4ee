using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>Conversions for which a plain CAST differs between engines; a compiler of expressions asks for them, no user does.</summary>
internal static class ConversionFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        // The shortest digits that give the float again, from which a cast makes the decimal that the user sees; the second argument is its
        // scale, for an engine that would round twice. T-SQL casts a float so itself.
        new("float_digits",
            "CAST({0} AS VARCHAR)", "CAST({0} AS text)", "CAST({0} AS VARCHAR)", "ROUND(CAST(CAST({0} AS STRING) AS BIGNUMERIC), {1})",
            FunctionSpelling.Tree(arguments => arguments[0])),

        // With all its digits after the point; the second argument is their number.
        new("decimal_text",
            "CAST({0} AS VARCHAR)", "CAST({0} AS text)", "CAST({0} AS VARCHAR)", FunctionSpelling.Tree(DecimalText), "CAST({0} AS nvarchar(40))"),
        new("date_text",
            "strftime({0}, '%Y-%m-%d')", "to_char({0}, 'YYYY-MM-DD')", "TO_CHAR({0}, 'YYYY-MM-DD')", "CAST({0} AS STRING)",
            "CONVERT(nvarchar(10), {0}, 23)"),
        new("timestamp_text",
            "strftime({0}, '%Y-%m-%d %H:%M:%S.%f')", "to_char({0}, 'YYYY-MM-DD HH24:MI:SS.US')", "TO_CHAR({0}, 'YYYY-MM-DD HH24:MI:SS.FF6')",
            "FORMAT_TIMESTAMP('%E4Y-%m-%d %H:%M:%E6S', {0}, 'UTC')", "CONVERT(nvarchar(26), {0}, 121)"),

        // The first 63 bits that MD5 has after its highest, of the text's UTF-8: the same positive number on every engine.
        new("hash_key",
            "CAST(CAST('0x' || substr(md5({0}), 1, 16) AS UBIGINT) & CAST(9223372036854775807 AS UBIGINT) AS BIGINT)",
            "CAST(CAST('x' || substr(md5({0}), 1, 16) AS bit(64)) AS bigint) & 9223372036854775807",
            "MOD(TO_NUMBER(SUBSTR(MD5({0}), 1, 1), 'X'), 8) * 1152921504606846976 + TO_NUMBER(SUBSTR(MD5({0}), 2, 15), 'XXXXXXXXXXXXXXX')",
            "MOD(CAST(CONCAT('0x', SUBSTR(TO_HEX(MD5({0})), 1, 1)) AS INT64), 8) * 1152921504606846976 + CAST(CONCAT('0x', SUBSTR(TO_HEX(MD5({0})), 2, 15)) AS INT64)",
            "CAST(CAST(HASHBYTES('MD5', CAST({0} COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(max))) AS binary(8)) AS bigint) & 9223372036854775807"),
    ];

    private static Spelled DecimalText(ImmutableArray<SqlExpression> arguments) =>
        new($"FORMAT('%.{((Literal.Integer)arguments[1]).Value}f', {{0}})", [arguments[0]], Precedence.Atom);
}

using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>The functions that convert text on SQL Server, which before 2025 has no regular expressions. Only a parser has judged them.</summary>
/// <remarks>Their texts are in EXEC, since CREATE FUNCTION must be a batch of its own and scripts have no GO.</remarks>
internal static class TSqlConversions
{
    private const string Blanks = "NCHAR(32) + NCHAR(9) + NCHAR(10) + NCHAR(13) + NCHAR(12) + NCHAR(11)";

    // A binary collation, or [0-9] holds other scripts' digits.
    private const string Binary = "COLLATE Latin1_General_100_BIN2";

    private const string Hex = "[0-9A-Fa-f]";

    // Above what is made from it: static members are given their values in the order in which they stand.
    private static readonly int[] UuidParts = [8, 4, 4, 4, 12];

    private static readonly string Day = $"N'{Repeat("[0-9]", 4)}-[0-9][0-9]-[0-9][0-9]'";

    public static SqlExpression Spell(TryConvert node) => node.Type is SqlType.Decimal number
        ? new Spelled(
            string.Create(CultureInfo.InvariantCulture, $"TRY_CONVERT(decimal({number.Precision}, {number.Scale}), _warehouse.decimal_text({{0}}))"),
            [node.Operand],
            Precedence.Atom)
        : ConversionCalls.Spell(node);

    public static ImmutableArray<string> Prelude { get; } =
    [
        "IF SCHEMA_ID(N'_warehouse') IS NULL\n    EXEC(N'CREATE SCHEMA _warehouse')",
        Function("to_text", ", @length int", "nvarchar(max)", "RETURN CASE WHEN LEN(@x + N'x') - 1 <= @length THEN @x END;"),
        Function("to_integer", "", "bigint", $"""
            DECLARE @t nvarchar(max) = TRIM({Blanks} FROM @x);
            DECLARE @digits nvarchar(max) = CASE WHEN LEFT(@t, 1) IN (N'+', N'-') THEN SUBSTRING(@t, 2, LEN(@t)) ELSE @t END;
            RETURN CASE WHEN LEN(@digits) BETWEEN 1 AND 100 AND @digits NOT LIKE N'%[^0-9]%' {Binary} THEN TRY_CONVERT(bigint, @t) END;
            """),
        Function("decimal_text", "", "nvarchar(max)", $"""
            DECLARE @t nvarchar(max) = TRIM({Blanks} FROM @x);
            DECLARE @digits nvarchar(max) = CASE WHEN LEFT(@t, 1) IN (N'+', N'-') THEN SUBSTRING(@t, 2, LEN(@t)) ELSE @t END;
            DECLARE @point bigint = CHARINDEX(N'.', @digits + N'.');
            RETURN CASE
                WHEN LEN(@digits) > 0 AND @digits <> N'.' AND @point <= 51 AND LEN(@digits) - @point <= 50
                    AND STUFF(@digits + N'.', @point, 1, N'') NOT LIKE N'%[^0-9.]%' {Binary}
                    AND @digits NOT LIKE N'%.%.%'
                    THEN LEFT(@t, CASE WHEN @point <= 39 THEN 40 ELSE LEN(@t) END)
            END;
            """),
        Function("to_float", "", "float", $"""
            DECLARE @t nvarchar(max) = UPPER(TRIM({Blanks} FROM @x));
            DECLARE @e bigint = CHARINDEX(N'E', @t + N'E');
            DECLARE @power nvarchar(max) = SUBSTRING(@t, @e + 1, LEN(@t));
            DECLARE @digits nvarchar(max) = CASE WHEN LEFT(@power, 1) IN (N'+', N'-') THEN SUBSTRING(@power, 2, LEN(@power)) ELSE @power END;
            RETURN CASE
                WHEN _warehouse.decimal_text(LEFT(@t, @e - 1)) IS NOT NULL
                    AND (@e > LEN(@t) OR LEN(@digits) BETWEEN 1 AND 3 AND @digits NOT LIKE N'%[^0-9]%' {Binary})
                    THEN TRY_CONVERT(float, @t)
            END;
            """),
        Function("to_boolean", "", "bit", $"""
            DECLARE @t nvarchar(max) = LOWER(TRIM({Blanks} FROM @x)) {Binary};
            RETURN CASE
                WHEN @t IN ({ConversionCalls.Texts(Conversions.Truths)}) THEN 1
                WHEN @t IN ({ConversionCalls.Texts(Conversions.Falsehoods)}) THEN 0
            END;
            """),
        Function("to_date", "", "date", $"""
            DECLARE @t nvarchar(max) = TRIM({Blanks} FROM @x);
            RETURN CASE WHEN @t LIKE {Day} {Binary} THEN TRY_CONVERT(date, @t, 23) END;
            """),
        Function("to_time", "", "time(6)", $"""
            DECLARE @t nvarchar(max) = TRIM({Blanks} FROM @x);
            RETURN CASE
                WHEN @t LIKE N'[0-9][0-9]:[0-9][0-9]' {Binary} THEN TRY_CONVERT(time(6), @t)
                WHEN @t LIKE N'[0-9][0-9]:[0-9][0-9]:[0-9][0-9]' {Binary} THEN TRY_CONVERT(time(6), @t)
                WHEN @t LIKE N'[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9]%' {Binary} AND LEN(@t) <= 18
                    AND SUBSTRING(@t, 10, 9) NOT LIKE N'%[^0-9]%' {Binary} THEN TRY_CONVERT(time(6), LEFT(@t, 15))
            END;
            """),
        Function("to_timestamp", "", "datetime2(6)", $"""
            DECLARE @t nvarchar(max) = TRIM({Blanks} FROM @x) {Binary};
            DECLARE @rest nvarchar(max) = SUBSTRING(@t, 12, LEN(@t));
            DECLARE @zone nvarchar(max) = CASE
                WHEN @rest LIKE N'%Z' {Binary} THEN N'Z'
                WHEN @rest LIKE N'%[+-][0-9][0-9]:[0-9][0-9]' {Binary} THEN RIGHT(@rest, 6)
                WHEN @rest LIKE N'%[+-][0-9][0-9]' {Binary} THEN RIGHT(@rest, 3)
                ELSE N''
            END;
            DECLARE @day date = _warehouse.to_date(LEFT(@t, 10));
            DECLARE @time time(6) = CASE WHEN LEN(@t) = 10 THEN '00:00' ELSE _warehouse.to_time(LEFT(@rest, LEN(@rest) - LEN(@zone))) END;
            RETURN CASE
                WHEN @day IS NOT NULL AND @time IS NOT NULL AND LEFT(@rest, 1) NOT IN (NCHAR(32), NCHAR(9), NCHAR(10), NCHAR(13))
                    AND (LEN(@t) = 10 OR SUBSTRING(@t, 11, 1) {Binary} IN (N'T', NCHAR(32)))
                    THEN CAST(SWITCHOFFSET(TRY_CONVERT(datetimeoffset(6), CONCAT(CONVERT(nchar(10), @day, 23), N'T', CONVERT(nchar(15), @time, 114),
                        CASE LEN(@zone) WHEN 6 THEN @zone WHEN 3 THEN @zone + N':00' ELSE N'+00:00' END)), 0) AS datetime2(6))
            END;
            """),
        Function("to_uuid", "", "uniqueidentifier", $"""
            DECLARE @t nvarchar(max) = TRIM({Blanks} FROM @x);
            RETURN CASE WHEN LEN(@t) = 36 AND @t LIKE N'{Uuid()}' {Binary} THEN TRY_CONVERT(uniqueidentifier, @t) END;
            """),
        Function("to_json", "", "nvarchar(max)", "RETURN CASE WHEN ISJSON(@x) = 1 THEN @x END;"),
        Function("to_bytes", "", "varbinary(max)", $"""
            DECLARE @t nvarchar(max) = TRIM({Blanks} FROM @x);
            RETURN CASE WHEN LEN(@t) > 0 AND @t NOT LIKE N'%[^0-9A-Fa-f]%' {Binary} THEN TRY_CONVERT(varbinary(max), @t, 2) END;
            """),
    ];

    private static string Function(string name, string more, string type, string body)
    {
        var text = $"""
            CREATE OR ALTER FUNCTION _warehouse.{name}(@x nvarchar(max){more}) RETURNS {type} AS
            BEGIN
                {body.ReplaceLineEndings("\n    ")}
            END
            """.ReplaceLineEndings("\n");
        return $"EXEC(N'{text.Replace("'", "''", StringComparison.Ordinal)}')";
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Uuid() => string.Join('-', UuidParts.Select(n => Repeat(Hex, n)));
}

using System.Collections.Immutable;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>Functions of numbers. Halves are rounded away from zero.</summary>
internal static class NumberFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("abs", "abs", "abs", "ABS", "ABS", "ABS"),
        new("ceil", "ceil", "ceil", "CEIL", "CEIL", "CEILING"),
        new("floor", "floor", "floor", "FLOOR", "FLOOR", "FLOOR"),
        new("round", "round", "round", "ROUND", "ROUND", "ROUND({0}, 0)"),
        new("round:digits", "round", "round", "ROUND", "ROUND", "ROUND"),

        // Postgres rounds a float's halves to even, and a numeric's away from zero.
        new("round:float", "round", "CAST(round(CAST(CAST({0} AS text) AS numeric)) AS double precision)", "ROUND", "ROUND", "ROUND({0}, 0)"),
        new("trunc", "trunc", "trunc", "TRUNC", "TRUNC", "ROUND({0}, 0, 1)"),
        new("sign", "CAST(sign({0}) AS BIGINT)", "CAST(sign({0}) AS bigint)", "SIGN", "CAST(SIGN({0}) AS INT64)", "CAST(SIGN({0}) AS bigint)"),
        new("power", "pow", "power", "POWER", "POWER", "POWER"),
        new("sqrt", "sqrt", "sqrt", "SQRT", "SQRT", "SQRT"),
        new("ln", "ln", "ln", "LN", "LN", "LOG"),
        new("log10", "log10", "log10", "LOG(10, {0})", "LOG10", "LOG10"),
        new("exp", "exp", "exp", "EXP", "EXP", "EXP"),
    ];
}

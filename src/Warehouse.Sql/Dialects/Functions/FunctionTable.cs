using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>The portable functions of all families, one row each.</summary>
internal static class FunctionTable
{
    public static ImmutableArray<FunctionRow> All { get; } =
        [.. TextFunctions.Rows, .. NumberFunctions.Rows, .. DateFunctions.Rows, .. ConditionFunctions.Rows, .. ConversionFunctions.Rows];

    /// <summary>One dialect's column of the table.</summary>
    public static IReadOnlyDictionary<string, FunctionSpelling> Column(Func<FunctionRow, FunctionText> dialect) =>
        All.ToFrozenDictionary(row => row.Function, row => dialect(row).Spelling, StringComparer.Ordinal);
}

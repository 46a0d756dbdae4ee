namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How DuckDB spells the portable functions.</summary>
internal static class DuckDbFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = FunctionTable.Column(row => row.DuckDb);
}

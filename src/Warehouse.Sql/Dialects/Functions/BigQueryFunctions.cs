namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How BigQuery spells the portable functions.</summary>
internal static class BigQueryFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = FunctionTable.Column(row => row.BigQuery);
}

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How T-SQL spells the portable functions.</summary>
internal static class TSqlFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = FunctionTable.Column(row => row.TSql);
}

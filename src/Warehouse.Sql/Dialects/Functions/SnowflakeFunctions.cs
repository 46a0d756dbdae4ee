namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How Snowflake spells the portable functions.</summary>
internal static class SnowflakeFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = FunctionTable.Column(row => row.Snowflake);
}

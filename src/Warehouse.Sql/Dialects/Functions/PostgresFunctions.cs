namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How Postgres spells the portable functions.</summary>
internal static class PostgresFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = FunctionTable.Column(row => row.Postgres);
}

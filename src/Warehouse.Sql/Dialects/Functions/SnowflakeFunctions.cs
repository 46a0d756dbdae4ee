using System.Collections.Frozen;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How Snowflake spells the portable functions.</summary>
internal static class SnowflakeFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = new Dictionary<string, FunctionSpelling>
    {
        ["coalesce"] = FunctionSpelling.Named("coalesce"),
        ["nullif"] = FunctionSpelling.Named("nullif"),
    }.ToFrozenDictionary();
}

using System.Collections.Frozen;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How Postgres spells the portable functions.</summary>
internal static class PostgresFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = new Dictionary<string, FunctionSpelling>
    {
        ["coalesce"] = FunctionSpelling.Named("coalesce"),
        ["nullif"] = FunctionSpelling.Named("nullif"),
    }.ToFrozenDictionary();
}

using System.Collections.Frozen;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>How T-SQL spells the portable functions.</summary>
internal static class TSqlFunctions
{
    public static IReadOnlyDictionary<string, FunctionSpelling> All { get; } = new Dictionary<string, FunctionSpelling>
    {
        ["coalesce"] = FunctionSpelling.Named("coalesce"),
        ["nullif"] = FunctionSpelling.Named("nullif"),
    }.ToFrozenDictionary();
}

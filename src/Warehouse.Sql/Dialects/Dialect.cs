using System.Collections.Frozen;

namespace Warehouse.Sql.Dialects;

/// <summary>What one engine's SQL is: facts, spellings of nodes, and the rewrites of the tree that it needs.</summary>
public sealed record Dialect
{
    /// <summary>As in <c>engine:</c> of a target.</summary>
    public required string Name { get; init; }

    /// <summary>Portable functions by name.</summary>
    public IReadOnlyDictionary<string, FunctionSpelling> Functions { get; init; } = FrozenDictionary<string, FunctionSpelling>.Empty;
}

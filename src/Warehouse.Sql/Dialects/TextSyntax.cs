using System.Collections.Immutable;

namespace Warehouse.Sql.Dialects;

/// <summary>What constants and comments look like in an engine's SQL.</summary>
public sealed record TextSyntax
{
    /// <summary>What begins a comment that ends with its line.</summary>
    public ImmutableArray<string> LineComments { get; init; } = ["--"];

    /// <summary>A backslash in a constant takes the next character as it is.</summary>
    public bool BackslashEscapes { get; init; }

    /// <summary>A constant may stand between <c>$$</c> or <c>$tag$</c>.</summary>
    public bool DollarQuotes { get; init; }
}

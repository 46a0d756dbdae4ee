using System.Collections.Immutable;

namespace Warehouse.DialectTests.Constructs;

/// <summary>A small model whose sources are tables of `raw`, what they deliver batch after batch, and what the warehouse holds in the end.</summary>
internal sealed record ConstructCase(string Name, string Model)
{
    public required ImmutableArray<ConstructBatch> Batches { get; init; }

    /// <summary>Queries in words that every engine has, each with its rows in order.</summary>
    public required ImmutableArray<(string Sql, ImmutableArray<string> Rows)> Expected { get; init; }

    public override string ToString() => Name;
}

/// <summary>The rows of one source at one time: a line a row, cells between bars, an empty one is NULL; the first line names the columns.</summary>
internal sealed record ConstructBatch(string At, string Source, string Rows)
{
    /// <summary>What an assertion says that stops the load; null where none does.</summary>
    public string? Stopped { get; init; }
}

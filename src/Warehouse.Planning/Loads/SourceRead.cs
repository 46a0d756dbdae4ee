using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What a pipeline reads of a source: its columns in name order, each with the type it is read as.</summary>
public sealed record SourceRead(Source Source, ImmutableArray<SourceColumnRead> Columns)
{
    /// <summary>The project's own type names, which an expression may cast to.</summary>
    public required IReadOnlyDictionary<string, DataType> TypeAliases { get; init; }

    public DataType TypeOf(string column) => Columns.First(c => c.Name == column).Type;
}

/// <summary>A source column and the type it is read as.</summary>
public sealed record SourceColumnRead(string Name, DataType Type);

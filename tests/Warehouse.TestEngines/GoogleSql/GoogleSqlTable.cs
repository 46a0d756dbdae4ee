using System.Collections.Immutable;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>A column of a catalogue, its type in GoogleSQL's words: `NUMERIC`, `ARRAY&lt;STRING&gt;`, `STRUCT&lt;a INT64&gt;`.</summary>
public sealed record GoogleSqlColumn(string Name, string Type);

/// <summary>A table that statements may name by its path, with the rows that a query then sees.</summary>
public sealed record GoogleSqlTable(ImmutableArray<string> Path, ImmutableArray<GoogleSqlColumn> Columns)
{
    /// <summary>Names of the key's columns. UPDATE and DELETE are evaluated only where there is one.</summary>
    public ImmutableArray<string> PrimaryKey { get; init; } = [];

    /// <summary>A cell for every column, as the .NET type that <see cref="GoogleSqlValue"/> states.</summary>
    public ImmutableArray<ImmutableArray<object?>> Rows { get; init; } = [];

    public string Name => string.Join('.', Path);

    /// <summary>`GoogleSqlTable.Of("dw.dim_customer", "customer_key INT64", "name STRING")`.</summary>
    public static GoogleSqlTable Of(string path, params string[] columns) => new(
        [.. path.Split('.')],
        [.. columns.Select(column => column.Split(' ', 2)).Select(parts => new GoogleSqlColumn(parts[0], parts[1]))]);

    public int IndexOf(string column) =>
        Columns.ToList().FindIndex(other => string.Equals(other.Name, column, StringComparison.OrdinalIgnoreCase)) is var index and >= 0
            ? index
            : throw new ArgumentException($"{Name} has no column {column}.");

    public GoogleSqlTable Key(params string[] columns) => this with { PrimaryKey = [.. columns] };

    public GoogleSqlTable Row(params object?[] cells) => cells.Length == Columns.Length
        ? this with { Rows = Rows.Add([.. cells]) }
        : throw new ArgumentException($"{Name} has {Columns.Length} columns, the row {cells.Length}.");
}

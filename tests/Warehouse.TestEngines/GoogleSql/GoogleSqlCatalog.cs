using System.Collections.Immutable;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>The tables and views that statements may name. Names are compared without case, as GoogleSQL compares them.</summary>
public sealed record GoogleSqlCatalog
{
    private GoogleSqlCatalog(ImmutableArray<GoogleSqlTable> tables) => Tables = tables;

    public static GoogleSqlCatalog Empty { get; } = new([]);

    public ImmutableArray<GoogleSqlTable> Tables { get; }

    public GoogleSqlTable this[string path] => Find(path) ?? throw new KeyNotFoundException($"The catalogue has no table {path}.");

    public static GoogleSqlCatalog Of(params GoogleSqlTable[] tables) => tables.Aggregate(Empty, (catalog, table) => catalog.With(table));

    public GoogleSqlTable? Find(string path) => Tables.FirstOrDefault(table => Same(table.Name, path));

    /// <summary>With the table, in place of one of the same path.</summary>
    public GoogleSqlCatalog With(GoogleSqlTable table)
    {
        var index = Tables.ToList().FindIndex(other => Same(other.Name, table.Name));
        return new(index < 0 ? Tables.Add(table) : Tables.SetItem(index, table));
    }

    public GoogleSqlCatalog Without(string path) => new(Tables.RemoveAll(table => Same(table.Name, path)));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

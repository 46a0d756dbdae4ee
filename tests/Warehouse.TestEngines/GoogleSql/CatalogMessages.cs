using Warehouse.TestEngines.GoogleSql.Wire;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>A catalogue as the service's messages.</summary>
internal static class CatalogMessages
{
    // The service is given rows with each call; more of them than this make it slow beyond use.
    private const int MaxRows = 1000;

    /// <summary>Each part of a path but the last is a catalogue within the one before.</summary>
    public static SimpleCatalogProto Nested(GoogleSqlCatalog catalog, LanguageOptionsProto language)
    {
        var root = Root(language);
        foreach (var table in catalog.Tables)
            table.Path[..^1].Aggregate(root, Inner).Table.Add(Table(table, table.Path[^1], withKey: true));
        return root;
    }

    /// <summary>All tables at the root, under the names of <paramref name="names"/>: only there does the service accept rows.</summary>
    public static SimpleCatalogProto Flat(IEnumerable<GoogleSqlTable> tables, RootNames names, LanguageOptionsProto language, bool withKeys)
    {
        var root = Root(language);
        root.Table.AddRange(tables.Select(table => Table(table, names.Of(table), withKeys)));
        return root;
    }

    public static TableContent Content(GoogleSqlTable table)
    {
        if (table.Rows.Length >= MaxRows)
            throw new ArgumentException($"{table.Name} has {table.Rows.Length} rows; fixtures for GoogleSQL stay under {MaxRows}.");
        var types = table.Columns.Select(column => GoogleSqlType.Parse(column.Type)).ToList();
        var data = new TableData();
        foreach (var row in table.Rows)
        {
            var message = new TableData.Types.Row();
            message.Cell.AddRange(row.Select((cell, index) => GoogleSqlValue.Encode(cell, types[index])));
            data.Row.Add(message);
        }

        return new TableContent { TableData = data };
    }

    private static SimpleCatalogProto Root(LanguageOptionsProto language) =>
        new() { Name = "root", BuiltinFunctionOptions = new BuiltinFunctionOptionsProto { LanguageOptions = language } };

    private static SimpleCatalogProto Inner(SimpleCatalogProto outer, string name)
    {
        var inner = outer.Catalog.FirstOrDefault(catalog => string.Equals(catalog.Name, name, StringComparison.OrdinalIgnoreCase));
        if (inner is null)
            outer.Catalog.Add(inner = new SimpleCatalogProto { Name = name });
        return inner;
    }

    private static SimpleTableProto Table(GoogleSqlTable table, string name, bool withKey)
    {
        var message = new SimpleTableProto { Name = name };
        message.Column.AddRange(table.Columns.Select(column => new SimpleColumnProto { Name = column.Name, Type = GoogleSqlType.Parse(column.Type) }));
        if (withKey)
            message.PrimaryKeyColumnIndex.AddRange(table.PrimaryKey.Select(table.IndexOf));
        return message;
    }
}

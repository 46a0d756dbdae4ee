using DuckDB.NET.Data;

namespace Warehouse.TestEngines.DuckDb;

/// <summary>An empty DuckDB database of one test: in memory, or in a file of a temporary folder where a test needs to open it again.</summary>
public sealed class DuckDbDatabase : IDisposable
{
    private readonly List<DuckDBConnection> _connections = [];
    private readonly DirectoryInfo? _folder;

    private DuckDbDatabase(string dataSource, DirectoryInfo? folder)
    {
        ConnectionString = $"DataSource={dataSource}";
        _folder = folder;
        File = folder is null ? null : dataSource;
    }

    public string ConnectionString { get; }

    /// <summary>The database file; null in memory.</summary>
    public string? File { get; }

    /// <summary>In memory: every connection that <see cref="Open"/> returns sees the same database.</summary>
    public static DuckDbDatabase InMemory() => new(":memory:", null);

    public static DuckDbDatabase InFile()
    {
        var folder = Directory.CreateTempSubdirectory("warehouse-duckdb-");
        return new DuckDbDatabase(Path.Combine(folder.FullName, "test.duckdb"), folder);
    }

    /// <summary>A new open connection, closed with the database at the latest.</summary>
    public DuckDBConnection Open()
    {
        lock (_connections)
        {
            // `:memory:` is a database per connection; a duplicate shares the first one's.
            var connection = _connections.Count > 0 && File is null ? _connections[0].Duplicate() : new DuckDBConnection(ConnectionString);
            connection.Open();
            _connections.Add(connection);
            return connection;
        }
    }

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _folder?.Delete(recursive: true);
    }
}

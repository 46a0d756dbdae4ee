using Npgsql;

namespace Warehouse.TestEngines.Postgres;

/// <summary>An empty Postgres database of one test or, as an IClassFixture, of one test class; dropped when disposed of.</summary>
public sealed class PostgresDatabase : IDisposable
{
    private readonly List<NpgsqlConnection> _connections = [];

    public PostgresDatabase()
    {
        Name = PostgresServer.Shared.CreateDatabase();
        ConnectionString = PostgresServer.Shared.ConnectionStringOf(Name);
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>A new open connection, closed with the database at the latest.</summary>
    public NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        lock (_connections)
            _connections.Add(connection);
        return connection;
    }

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        using (var pool = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(pool);
        PostgresServer.Shared.DropDatabase(Name);
    }
}

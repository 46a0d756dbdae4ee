using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Warehouse.TestEngines.Postgres;

/// <summary>
/// The Postgres that the tests of this process share: the one that WAREHOUSE_TEST_POSTGRES names (tests/run sets it),
/// else a private one that tests/private-postgres starts, so that a single test runs from an IDE too.
/// </summary>
public sealed class PostgresServer
{
    public const string Variable = "WAREHOUSE_TEST_POSTGRES";

    private static readonly Lazy<PostgresServer> Instance = new(Find);
    private static Process? _private;
    private int _databases;

    private PostgresServer(string connectionString) => ConnectionString = connectionString;

    /// <summary>Found or started on first use. A machine without Postgres makes this throw, and so the test fails: it is never skipped.</summary>
    public static PostgresServer Shared => Instance.Value;

    /// <summary>Connects to the maintenance database as a superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates a database that no other test uses and returns its name: an empty one, or a copy of another to which nobody is connected.</summary>
    public string CreateDatabase(string template = "template0")
    {
        // The process id keeps apart test projects that run at the same time against one server.
        var number = Interlocked.Increment(ref _databases);
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{number}");
        // By files, as every Postgres did until 15: with fsync off that costs half of what it does through the log.
        Execute(connection => $"CREATE DATABASE {name} TEMPLATE {template}{(connection.PostgreSqlVersion.Major >= 15 ? " STRATEGY FILE_COPY" : "")}");
        return name;
    }

    public void DropDatabase(string name) => Execute(_ => $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    public string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString;

    private void Execute(Func<NpgsqlConnection, string> sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql(connection);
        command.ExecuteNonQuery();
    }

    private static PostgresServer Find()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        return new PostgresServer(string.IsNullOrEmpty(given) ? StartPrivate() : given);
    }

    /// <summary>The script stops its server when its standard input closes, hence also when this process dies without warning.</summary>
    private static string StartPrivate()
    {
        var script = RepositoryRoot.Combine("tests", "private-postgres");
        _private = Process.Start(new ProcessStartInfo("bash", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var problems = _private.StandardError.ReadToEndAsync();
        return _private.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"tests/private-postgres: {problems.GetAwaiter().GetResult()}");
    }
}

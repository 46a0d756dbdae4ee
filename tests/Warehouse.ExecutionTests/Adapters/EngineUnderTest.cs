using System.Globalization;
using Npgsql;
using Warehouse.Adapters.DuckDb;
using Warehouse.Adapters.Postgres;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.Postgres;
using Xunit;

namespace Warehouse.ExecutionTests.Adapters;

/// <summary>An empty database of a real engine, opened as the product opens it.</summary>
public sealed class EngineUnderTest : IAsyncDisposable, ISecretSource, IProjectFolder
{
    private readonly IDisposable _database;
    private readonly Dictionary<string, string> _settings;

    private EngineUnderTest(string name, IEngine engine, IDisposable database, Dictionary<string, string> settings)
    {
        Name = name;
        Engine = engine;
        _database = database;
        _settings = settings;
        Settings = new(new Target(Text("test"), Text(name), [.. settings.Select(s => Setting(s.Key, s.Value))]), this, this) { LockTimeout = TimeSpan.FromSeconds(10) };
        Sessions = engine.Open(Settings);
    }

    /// <summary>The engines that every test of this folder runs on.</summary>
    public static TheoryData<string> All => ["duckdb", "postgres"];

    public string Name { get; }

    public IEngine Engine { get; }

    public SessionSettings Settings { get; }

    public ISessionSource Sessions { get; }

    /// <summary>The same, but an embedded engine's database is in memory: for tests that load thousands of batches and never open it again.</summary>
    public static EngineUnderTest CreateInMemory(string name) =>
        name == "duckdb" ? new(name, new DuckDbEngine(), DuckDbDatabase.InMemory(), new() { ["database"] = ":memory:" }) : Create(name);

    public static EngineUnderTest Create(string name)
    {
        if (name == "duckdb")
        {
            var file = DuckDbDatabase.InFile();
            return new(name, new DuckDbEngine(), file, new() { ["database"] = file.File! });
        }

        var database = new PostgresDatabase();
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return new(name, new PostgresEngine(), database, new()
        {
            ["host"] = connection.Host!,
            ["port"] = connection.Port.ToString(CultureInfo.InvariantCulture),
            ["database"] = connection.Database!,
            ["user"] = connection.Username!,
        });
    }

    public Task<IWarehouseSession> OpenAsync() => Sessions.OpenAsync(TestContext.Current.CancellationToken);

    /// <summary>The same database with other settings.</summary>
    public ISessionSource With(Func<SessionSettings, SessionSettings> change) => Engine.Open(change(Settings));

    public string? Environment(string variable) => _settings.GetValueOrDefault($"env:{variable}");

    public string? File(string path) => _settings.GetValueOrDefault($"file:{path}");

    public string FullPath(string path) => path;

    public void CreateParent(string fullPath)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await Sessions.DisposeAsync();
        _database.Dispose();
    }

    private static TargetSetting Setting(string key, string value) => new(Text(key), new SettingValue.Text(value, SourceSpan.None));

    private static Name Text(string text) => new(text, SourceSpan.None);
}

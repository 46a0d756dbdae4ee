using Warehouse.Adapters.DuckDb;
using Warehouse.Adapters.Postgres;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Sql.Dialects;

namespace Warehouse.CrashingLoader;

/// <summary>A database of an engine, opened as the product opens it.</summary>
/// <param name="Server">Host, port and user; an embedded engine has none.</param>
/// <param name="Database">Its name, or its file.</param>
public sealed record LoadTarget(string EngineName, string Server, string Database) : ISecretSource, IProjectFolder
{
    private IEngine Engine => EngineName == "duckdb" ? new DuckDbEngine() : new PostgresEngine();

    public Dialect Dialect => Engine.Dialect;

    public Target Target => new(
        Text("test"),
        Text(EngineName),
        [.. Settings().Select(s => new TargetSetting(Text(s.Key), new SettingValue.Text(s.Value, SourceSpan.None)))]);

    public ISessionSource Open(TimeSpan lockTimeout) => Engine.Open(new(Target, this, this) { LockTimeout = lockTimeout });

    public string? Environment(string variable) => null;

    public string? File(string path) => null;

    public string FullPath(string path) => path;

    public void CreateParent(string fullPath)
    {
    }

    private IEnumerable<(string Key, string Value)> Settings()
    {
        yield return ("database", Database);
        if (Server.Split(',') is not [var host, var port, var user])
            yield break;
        yield return ("host", host);
        yield return ("port", port);
        yield return ("user", user);
    }

    private static Name Text(string text) => new(text, SourceSpan.None);
}

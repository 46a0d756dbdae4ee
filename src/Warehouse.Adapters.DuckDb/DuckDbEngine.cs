using Warehouse.Execution.Lineage;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;

namespace Warehouse.Adapters.DuckDb;

/// <summary>DuckDB, embedded: a database in a file below the project, or <c>:memory:</c>.</summary>
public sealed class DuckDbEngine : IEngine
{
    public string Name => "duckdb";

    public Dialect Dialect => Dialects.DuckDb;

    public ISessionSource Open(SessionSettings settings)
    {
        var values = new TargetSettings(settings.Target, settings.Secrets);
        var database = values.Require("database");
        return new DuckDbSessionSource(database == DuckDbSessionSource.Memory ? database : settings.Folder.FullPath(database), settings) { MemoryLimit = values.FindSize("memory_limit") };
    }

    /// <summary>As dbt's integration names it: by the file; the database in it bears the file's name.</summary>
    public DatasetPlace Datasets(SessionSettings settings)
    {
        var database = new TargetSettings(settings.Target, settings.Secrets).Require("database");
        return database == DuckDbSessionSource.Memory
            ? new("duckdb://memory", "memory")
            : new($"duckdb://{settings.Folder.FullPath(database).Replace('\\', '/')}", Path.GetFileNameWithoutExtension(database));
    }
}

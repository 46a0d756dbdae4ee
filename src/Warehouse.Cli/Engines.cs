using System.Collections.Immutable;
using Warehouse.Adapters.DuckDb;
using Warehouse.Adapters.Postgres;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;

namespace Warehouse.Cli;

/// <summary>The engines of this installation: those that SQL is written for, and among them those that it runs on.</summary>
public static class Engines
{
    /// <summary>The names that <c>engine:</c> of a target may say, in the order in which they are shown.</summary>
    public static ImmutableArray<string> Names => [.. Dialects.All.Select(d => d.Name)];

    /// <summary>The engine that needs nothing but this installation, on which the tests of a model run.</summary>
    public const string Embedded = "duckdb";

    /// <summary>What its <c>database</c> says for one that lives as long as the command.</summary>
    public const string InMemory = ":memory:";

    /// <summary>An engine to execute on; null where SQL can only be written for it.</summary>
    public static IEngine? Find(string name) => name switch
    {
        "duckdb" => new DuckDbEngine(),
        "postgres" => new PostgresEngine(),
        _ => null,
    };

    /// <summary>Whether this installation runs loads on it.</summary>
    public static bool IsExecutable(string name) => name is "duckdb" or "postgres";
}

using System.Text.Json;
using Npgsql;
using Warehouse.Cli.Hosting;
using Warehouse.Cli;
using Warehouse.TestEngines.Postgres;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>A project in a folder of its own, driven through the command line as a user would.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly PostgresDatabase? _postgres;

    private Workspace(string engine)
    {
        Engine = engine;
        Folder = Directory.CreateTempSubdirectory("warehouse-").FullName;
        _postgres = engine == "postgres" ? new PostgresDatabase() : null;
    }

    public string Engine { get; }

    public string Folder { get; }

    /// <summary>What commands take for the time.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What commands find in the environment.</summary>
    public Func<string, string?> Environment { get; set; } = _ => null;

    /// <summary>A project whose only target is a fresh database of the engine.</summary>
    public static Workspace Of(string engine, params (string Path, string Text)[] files)
    {
        var workspace = new Workspace(engine);
        foreach (var (path, text) in files)
            workspace.Write(path, text);
        return workspace;
    }

    /// <summary>A copy of one of the repository's models, with its targets replaced.</summary>
    public static Workspace OfModel(string engine, string model)
    {
        var workspace = new Workspace(engine);
        var from = RepositoryRoot.Combine("models", model);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/.warehouse/", StringComparison.Ordinal)))
        {
            var to = Path.Combine(workspace.Folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        var project = Path.Combine(workspace.Folder, "warehouse.yml");
        var lines = File.ReadAllLines(project).TakeWhile(l => !l.StartsWith("default_target:", StringComparison.Ordinal));
        File.WriteAllText(project, string.Join('\n', lines) + "\n" + workspace.Target);
        return workspace;
    }

    /// <summary>The YAML of the target, to be put at the end of a <c>warehouse.yml</c>.</summary>
    public string Target
    {
        get
        {
            if (_postgres is null)
                return "default_target: it\ntargets:\n  it: {engine: duckdb, database: .warehouse/it.duckdb}\n";
            var settings = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString);
            return $"default_target: it\ntargets:\n  it: {{engine: postgres, host: \"{settings.Host}\", port: {settings.Port}, database: {settings.Database}, user: {settings.Username}}}\n";
        }
    }

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public Task<Answer> RunAsync(params string[] arguments) => RunAsync(100, onTerminal: false, arguments);

    /// <param name="onTerminal">Whether stdout is one, and shows colours.</param>
    public async Task<Answer> RunAsync(int width, bool onTerminal, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new Host { Out = output, Error = error, Folder = Folder, Environment = Environment, Width = width, OutIsTerminal = onTerminal, Clock = Clock };
        var exit = await WarehouseCommand.RunAsync(arguments, host, TestContext.Current.CancellationToken);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>The rows of a query, each as its JSON text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        var answer = await RunAsync("query", sql, "--json");
        if (answer.Exit != 0)
            throw new InvalidOperationException(answer.ToString());
        using var rows = JsonDocument.Parse(answer.Out);
        return [.. rows.RootElement.EnumerateArray().Select(r => r.GetRawText())];
    }

    /// <summary>The single value of a query, as JSON writes it.</summary>
    public async Task<string> ValueAsync(string sql)
    {
        using var row = JsonDocument.Parse((await RowsAsync(sql)).Single());
        return row.RootElement.EnumerateObject().Single().Value.ToString();
    }

    /// <summary>A connection of somebody else's, who may do anything.</summary>
    public System.Data.Common.DbConnection Connect()
    {
        System.Data.Common.DbConnection connection = _postgres is null
            ? new DuckDB.NET.Data.DuckDBConnection($"DataSource={Path.Combine(Folder, ".warehouse", "it.duckdb")}")
            : new NpgsqlConnection(_postgres.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>What somebody else does to the database.</summary>
    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _postgres?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What a command answered.</summary>
internal sealed record Answer(int Exit, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public override string ToString() => $"exit {Exit}\n{Out}\n{Error}";
}

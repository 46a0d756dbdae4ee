using Shouldly;
using Warehouse.Cli;
using Warehouse.Cli.Hosting;
using Warehouse.TestEngines;

namespace Warehouse.DialectTests.Generated;

/// <summary>What `warehouse generate` writes for the retail sample, written once through the command line.</summary>
internal static class GeneratedScripts
{
    public static readonly string[] Engines = ["bigquery", "duckdb", "postgres", "snowflake", "tsql"];

    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> Written = new(WriteAsync);

    /// <summary>The texts by path, `engine/file.sql`, in path order.</summary>
    public static Task<IReadOnlyDictionary<string, string>> FilesAsync() => Written.Value;

    /// <summary>The scripts of one engine in the order in which they are run.</summary>
    public static async Task<IReadOnlyList<GeneratedScript>> OfAsync(string engine) =>
        [.. (await FilesAsync()).Where(f => f.Key.StartsWith(engine + "/", StringComparison.Ordinal)).Select(f => GeneratedScript.Read(f.Key[(engine.Length + 1)..], f.Value, escapes: engine is "bigquery" or "snowflake"))];

    private static async Task<IReadOnlyDictionary<string, string>> WriteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("warehouse-generated-").FullName;
        try
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var host = new Host { Out = output, Error = error, Folder = RepositoryRoot.Path, Environment = _ => null };
            var exit = await WarehouseCommand.RunAsync(["generate", "--project", "models/retail", "--out", folder], host, CancellationToken.None);
            exit.ShouldBe(0, error.ToString());
            return new SortedDictionary<string, string>(
                Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText),
                StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using System.Text.Json;
using Warehouse.Cli;
using Warehouse.Cli.Hosting;
using Xunit;

namespace Warehouse.UnitTests.Cli;

/// <summary>A folder in which commands are run as a user would type them.</summary>
internal sealed class CommandLine : IDisposable
{
    /// <summary>A project in which nothing is wrong.</summary>
    public const string Sound =
        """
        version: 1
        name: shop
        targets:
          local: {engine: duckdb, database: .warehouse/shop.duckdb}
        default_target: local
        sources:
          items:
            files: {path: "data/items_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
        dimensions:
          item:
            source: items
            key: {sku: string}
            attributes:
              name: string
              price: {type: "decimal(18,2)", scd: 2}

        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("warehouse-").FullName;

    public int Width { get; init; } = 100;

    public static CommandLine WithProject(string text = Sound, string folder = "")
    {
        var line = new CommandLine();
        line.Write(Path.Combine(folder, "warehouse.yml"), text);
        return line;
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>The files below the folder, with forward slashes, in order.</summary>
    public IReadOnlyList<string> Files(string below = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Folder, below), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public async Task<CommandAnswer> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new Host { Out = output, Error = error, Folder = Folder, Environment = _ => null, Width = Width };
        var exit = await WarehouseCommand.RunAsync(arguments, host, TestContext.Current.CancellationToken);
        return new(exit, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a command answered.</summary>
internal sealed record CommandAnswer(int Exit, string Out, string Error)
{
    public JsonElement Json() => JsonDocument.Parse(Out).RootElement;
}

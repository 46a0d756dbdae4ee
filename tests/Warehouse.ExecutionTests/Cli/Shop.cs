using System.Text.Json;
using DuckDB.NET.Data;
using Shouldly;
using Warehouse.Cli;
using Warehouse.Cli.Hosting;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>The project that `init` makes, in a folder of its own, on DuckDB.</summary>
internal sealed class Shop : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("warehouse-").FullName;

    private Shop()
    {
    }

    /// <summary>The environment that commands see.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string Folder => Path.Combine(_parent, "shop");

    public static async Task<Shop> NewAsync()
    {
        var shop = new Shop();
        var made = await shop.RunAsync(new Terminal(), "init", "shop");
        made.Exit.ShouldBe(0, made.ToString());
        return shop;
    }

    /// <summary>The project, its tables made and all its data loaded.</summary>
    public static async Task<Shop> LoadedAsync()
    {
        var shop = await NewAsync();
        var loaded = await shop.RunAsync("run");
        loaded.Exit.ShouldBe(0, loaded.ToString());
        return shop;
    }

    public Task<Said> RunAsync(params string[] arguments) => RunAsync(new Terminal(), arguments);

    public async Task<Said> RunAsync(Terminal terminal, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(terminal.Typed ?? "");
        var host = new Host
        {
            Out = output,
            Error = error,
            In = input,
            InIsTerminal = terminal.Typed is not null,
            ErrorIsTerminal = terminal.IsLive,
            Width = terminal.Width,
            Height = terminal.Height,
            Folder = Directory.Exists(Folder) ? Folder : _parent,
            Environment = name => Environment.GetValueOrDefault(name),
            Clock = terminal.IsLive ? TimeProvider.System : new StoppedClock(),
        };
        var exit = await WarehouseCommand.RunAsync(arguments, host, TestContext.Current.CancellationToken);
        return new(exit, output.ToString(), error.ToString());
    }

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(Folder, path), text);

    /// <summary>What somebody else does to the database.</summary>
    public void Execute(string sql)
    {
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(Folder, ".warehouse/shop.duckdb")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    /// <summary>Every load takes no time, at one moment: what is shown of it is the same every time.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

        public override long GetTimestamp() => 0;
    }
}

/// <summary>How the command is looked at and talked to.</summary>
/// <param name="Typed">What is typed when it asks; null: nobody is there.</param>
/// <param name="IsLive">Progress goes to a terminal.</param>
internal sealed record Terminal(int Width = 100, string? Typed = null, bool IsLive = false, int Height = 24);

/// <summary>What the command answered.</summary>
internal sealed record Said(int Exit, string Out, string Error)
{
    public JsonElement Json() => JsonDocument.Parse(Out).RootElement;
}

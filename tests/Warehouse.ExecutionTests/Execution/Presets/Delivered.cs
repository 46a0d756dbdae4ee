using Shouldly;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.TestEngines;

namespace Warehouse.ExecutionTests.Execution.Presets;

/// <summary>A dimension with a history over a source that a replication tool delivers, as files or as a table of the warehouse.</summary>
internal static class Delivered
{
    private const string Table = "raw.customers";

    /// <summary>The model, with the keys of the source that a test is about.</summary>
    public static string Model(string keys) =>
        $$"""
        sources:
          crm.customers: {{{keys}}}
        dimensions:
          customer:
            source: crm.customers
            key: {id: integer}
            attributes:
              name: {type: string, scd: 1}
              city: {type: string, scd: 2}
        """;

    public static string Data(string path) => File.ReadAllText(RepositoryRoot.Combine("tests", "Warehouse.ExecutionTests", "Execution", "Presets", "Data", Path.Combine(path.Split('/'))));

    public static Task<ProjectUnderTest> CreateAsync(string engine, string keys) => ProjectUnderTest.CreateAsync(engine, Model(keys));

    /// <summary>Makes the table that the tool writes into.</summary>
    public static async Task TableAsync(this ProjectUnderTest project, string columns)
    {
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync($"CREATE TABLE {Table} ({columns})");
    }

    /// <summary>What the tool does in one of its runs: it adds rows, or puts others in place of all there were.</summary>
    public static async Task DeliverAsync(this ProjectUnderTest project, string path, bool replace = false)
    {
        var lines = Data(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (replace)
            await project.ExecuteAsync($"DELETE FROM {Table}");
        var rows = lines.Skip(1).Select(line => "(" + string.Join(", ", line.Split(',').Select(v => v.Length == 0 ? "NULL" : $"'{v}'")) + ")");
        await project.ExecuteAsync($"INSERT INTO {Table} ({lines[0]}) VALUES {string.Join(", ", rows)}");
    }

    /// <summary>Loads, an hour after the load before.</summary>
    public static async Task<LoadResult> LoadedAsync(this ProjectUnderTest project)
    {
        var result = await project.LoadAsync();
        project.Clock = new FixedClock(project.Clock.GetUtcNow().AddHours(1));
        result.Batches.Select(b => b.Result.Error?.Message).OfType<string>().ShouldBeEmpty();
        return result;
    }

    /// <summary>The versions, as text.</summary>
    public static async Task<IReadOnlyList<string>> VersionsAsync(this ProjectUnderTest project) =>
    [
        .. (await project.AskAsync("SELECT id, name, city, valid_from, valid_to, is_current FROM mart.dim_customer WHERE customer_key > 0 ORDER BY id, valid_from"))
            .Select(r => FormattableString.Invariant($"{r[0]} {r[1]} {r[2]} {r[3]:yyyy-MM-dd HH:mm:ss.fff}..{r[4]:yyyy-MM-dd HH:mm:ss.fff} {((bool)r[5]! ? "now" : "then")}")),
    ];

    public static Task<IReadOnlyList<IReadOnlyList<object?>>> RejectedAsync(this ProjectUnderTest project) => project.AskAsync("SELECT code, reason FROM _warehouse.rejected_row ORDER BY code, reason");

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

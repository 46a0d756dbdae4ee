using System.Collections.Immutable;
using System.Text;
using Shouldly;
using Warehouse.Execution.Landing;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>A file of a temporary folder, and what both engines make of it.</summary>
internal sealed class LandedFile : IDisposable
{
    private static readonly TableName Table = new("_warehouse", "landing_test");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("warehouse-landing-");

    public LandedFile(string name, byte[] bytes, CsvFormat? csv = null, string[]? reads = null, string[]? names = null, ChangeEventForm? events = null)
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(Path, bytes);
        var format = name.Contains(".csv", StringComparison.Ordinal) ? FileFormat.Csv : name.Contains(".parquet", StringComparison.Ordinal) ? FileFormat.Parquet : FileFormat.Ndjson;
        Landing = new(name, Path, () => File.OpenRead(Path), format, csv ?? CsvFormat.Standard, [.. reads ?? []]) { NamesWithoutHeader = [.. names ?? []], Events = events };
    }

    public LandedFile(string name, string text, CsvFormat? csv = null, string[]? reads = null, string[]? names = null, ChangeEventForm? events = null)
        : this(name, Encoding.UTF8.GetBytes(text), csv, reads, names, events)
    {
    }

    public string Path { get; }

    public LandingFile Landing { get; init; }

    /// <summary>What was wrong with rows of the last landing.</summary>
    public ImmutableArray<string> Problems { get; private set; } = [];

    /// <summary>The table's rows, header first, by row number: the same from both engines, or the test fails.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> OnBothAsync()
    {
        var (duckDb, postgres) = (await OnAsync("duckdb"), await OnAsync("postgres"));
        duckDb.Count.ShouldBe(postgres.Count);
        foreach (var (left, right) in duckDb.Zip(postgres))
            left.ShouldBe(right);
        return postgres;
    }

    /// <summary>The error, which has to be the same from both engines; nothing stays behind.</summary>
    public async Task<LandingException> ErrorOnBothAsync()
    {
        var (duckDb, postgres) = (await ErrorAsync("duckdb"), await ErrorAsync("postgres"));
        duckDb.Rule.ShouldBe(postgres.Rule);
        duckDb.Message.ShouldBe(postgres.Message);
        duckDb.Help.ShouldBe(postgres.Help);
        return postgres;
    }

    /// <summary>The rules of both errors, whose words are the engines' own.</summary>
    public async Task<IReadOnlyList<Warehouse.Model.Diagnostics.DiagnosticRule>> OnErrorRulesAsync() => [(await ErrorAsync("duckdb")).Rule, (await ErrorAsync("postgres")).Rule];

    public async Task<IReadOnlyList<IReadOnlyList<string?>>> OnAsync(string engine)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        await session.ExecuteAsync(new("CREATE SCHEMA _warehouse"), stop);
        var landed = await session.LandAsync(Table, Landing, stop);
        var rows = await session.QueryAsync(new("SELECT * FROM _warehouse.landing_test ORDER BY _row"), stop);
        rows.Rows.Count.ShouldBe((int)landed);
        rows.Rows.Select(r => r[0]).ShouldBe(Enumerable.Range(1, rows.Rows.Count).Select(i => (object)(long)i));
        var problem = rows.Columns.Length - 1;
        rows.Columns[problem].ShouldBe("_problem");
        Problems = [.. rows.Rows.Select(r => (string?)r[problem]).OfType<string>()];
        return [rows.Columns[1..problem], .. rows.Rows.Select(r => r.Skip(1).Take(problem - 1).Cast<string?>().ToImmutableArray())];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<LandingException> ErrorAsync(string engine)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        await session.ExecuteAsync(new("CREATE SCHEMA _warehouse"), stop);
        var error = await Should.ThrowAsync<LandingException>(session.LandAsync(Table, Landing, stop));
        (await session.ColumnsAsync(Table, stop)).ShouldBeEmpty();
        return error;
    }
}

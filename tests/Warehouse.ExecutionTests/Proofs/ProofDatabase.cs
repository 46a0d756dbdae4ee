using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Files;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Model.Checks;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Writing;
using Warehouse.Yaml;

namespace Warehouse.ExecutionTests.Proofs;

/// <summary>One database in which model after model is made, loaded and dropped: opening one for each would cost more than its loads.</summary>
internal sealed class ProofDatabase : IAsyncDisposable, ISourceFiles
{
    private readonly EngineUnderTest _engine;
    private readonly IWarehouseSession _session;
    private readonly ISessionSource _sessions;
    private int _models;

    private ProofDatabase(EngineUnderTest engine, IWarehouseSession session, ISessionSource sessions) =>
        (_engine, _session, _sessions) = (engine, session, sessions);

    public Dialect Dialect => _engine.Engine.Dialect;

    /// <summary>Where the time went.</summary>
    public ProofProfile Profile { get; } = new();

    /// <param name="engine">Its name.</param>
    /// <param name="cancel">Stops the opening.</param>
    /// <param name="through">What loads go through on their way to the engine; the proof's own reading does not.</param>
    public static async Task<ProofDatabase> OpenAsync(string engine, CancellationToken cancel, Func<ISessionSource, ISessionSource>? through = null)
    {
        var target = EngineUnderTest.CreateInMemory(engine);
        var session = await target.Sessions.OpenAsync(cancel);
        var database = new ProofDatabase(target, session, through?.Invoke(target.Sessions) ?? target.Sessions);
        // Parallel plans cost more than they give where a table has ten rows; the tests themselves use the cores.
        if (target.Name == "duckdb")
            await session.ExecuteAsync(new("SET threads = 1"), cancel);
        foreach (var text in target.Engine.Dialect.Prelude)
            await session.ExecuteAsync(new(text), cancel);
        await session.ExecuteAsync(new("CREATE SCHEMA raw"), cancel);
        await session.ExecuteAsync(new("CREATE SCHEMA mart"), cancel);
        await database.RunAsync(SchemaCompiler.State(), cancel);
        return database;
    }

    /// <summary>A name for the next model, or for its parts to begin with: no two models of a database share an entry of the ledger.</summary>
    public string NextName(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++_models}");

    /// <summary>Makes the tables of a model and of its sources.</summary>
    public async Task<LoadContext> CreateAsync(IEnumerable<string> yaml, IEnumerable<SourceTable> sources, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var project = ReadProject(yaml, _engine.Name);
        var loads = LoadPlanner.Plan(project);
        foreach (var source in sources)
            await source.CreateAsync(_session, cancel);
        await RunAsync(loads.SelectMany(l => SchemaCompiler.Tables(l)), cancel);
        Profile.Creating += Stopwatch.GetElapsedTime(began);
        return new(project, loads, project.Targets[0], _engine.Engine.Dialect, _sessions, this);
    }

    /// <summary>What is proved is what a user may write.</summary>
    public static Project ReadProject(IEnumerable<string> yaml, string engine)
    {
        var files = yaml.Select((text, i) => (Name: $"{i}.yml", Text: text)).ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal);
        files["warehouse.yml"] = $"version: 1\nname: small\ndefault_target: test\ntargets:\n  test: {{engine: {engine}, database: x}}\n";
        var read = ProjectReader.Read(files);
        var problems = read.Project is null ? read.Diagnostics : [.. read.Diagnostics, .. ModelChecks.Run(read.Project), .. Loadability.Check(read.Project)];
        problems.Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty(string.Join('\n', files.Values));
        return read.Project!;
    }

    /// <summary>Delivers a batch and loads it, the batch's time being the run's.</summary>
    /// <param name="lifted">Guards that are lifted.</param>
    public Task<BatchResult> LoadAsync(
        LoadContext context, SourceTable source, IReadOnlyCollection<object?[]> rows, int copies, DateTime at, CancellationToken cancel, params string[] lifted) =>
        LoadAsync(context, source, rows, copies, new LoadOptions { At = at, Batches = new() { Lifted = [.. lifted] } }, cancel);

    /// <summary>Delivers rows and loads them as the options say.</summary>
    public async Task<BatchResult> LoadAsync(LoadContext context, SourceTable source, IReadOnlyCollection<object?[]> rows, int copies, LoadOptions options, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        await source.DeliverAsync(_session, rows, copies, cancel);
        Profile.Delivering += Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        // What fails here is to be seen, and not to pass at the second try.
        var result = await new LoadRun(context, options with { Batches = options.Batches with { Retries = 0 } }, null).RunAsync(cancel);
        Profile.Loading += Stopwatch.GetElapsedTime(began);
        Profile.Batches++;
        result.Error.ShouldBeNull();
        return result.Batches.ShouldHaveSingleItem().Result;
    }

    public async Task<RowSet> AskAsync(string sql, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var found = await _session.QueryAsync(new(sql), cancel);
        Profile.Reading += Stopwatch.GetElapsedTime(began);
        return found;
    }

    public async Task DropAsync(LoadContext context, IEnumerable<SourceTable> sources, CancellationToken cancel)
    {
        foreach (var source in sources)
            await source.DropAsync(_session, cancel);
        foreach (var table in context.Loads.SelectMany(l => l.Tables))
            await _session.ExecuteAsync(new($"DROP TABLE {table.Schema}.{table.Name}"), cancel);
    }

    public IReadOnlyList<SourceFile> Find(string pattern) => [];

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private async Task RunAsync(IEnumerable<LoadStep> steps, CancellationToken cancel)
    {
        foreach (var text in steps.SelectMany(s => SqlWriter.WriteEach(s.Statement, _engine.Engine.Dialect, ParameterStyle.Driver)).ToImmutableArray())
            await _session.ExecuteAsync(new(text), cancel);
    }
}

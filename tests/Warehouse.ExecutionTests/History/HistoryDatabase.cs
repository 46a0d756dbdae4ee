using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Files;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.History;
using Warehouse.Yaml;

namespace Warehouse.ExecutionTests.History;

/// <summary>One database in which dimension after dimension is made, loaded and dropped: opening one for each would cost more than its loads.</summary>
internal sealed class HistoryDatabase : IAsyncDisposable, ISourceFiles
{
    private readonly EngineUnderTest _engine;
    private readonly IWarehouseSession _session;
    private readonly ISessionSource _sessions;
    private int _dimensions;

    private HistoryDatabase(EngineUnderTest engine, IWarehouseSession session, ISessionSource sessions) =>
        (_engine, _session, _sessions) = (engine, session, sessions);

    /// <summary>Where the time went.</summary>
    public HistoryProfile Profile { get; } = new();

    /// <param name="engine">Its name.</param>
    /// <param name="cancel">Stops the opening.</param>
    /// <param name="through">What loads go through on their way to the engine; the proof's own reading does not.</param>
    public static async Task<HistoryDatabase> OpenAsync(string engine, CancellationToken cancel, Func<ISessionSource, ISessionSource>? through = null)
    {
        var target = EngineUnderTest.CreateInMemory(engine);
        var session = await target.Sessions.OpenAsync(cancel);
        var database = new HistoryDatabase(target, session, through?.Invoke(target.Sessions) ?? target.Sessions);
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

    /// <summary>Makes a dimension of this definition, its source and its change store.</summary>
    public async Task<HistoryDimension> CreateAsync(HistoryDefinition definition, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var name = string.Create(CultureInfo.InvariantCulture, $"d{++_dimensions}");
        var read = ProjectReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["warehouse.yml"] = $"version: 1\nname: small\ndefault_target: test\ntargets:\n  test: {{engine: {_engine.Name}, database: x}}\n{HistoryYaml.Write(definition, name)}",
        });
        read.Diagnostics.Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty(HistoryYaml.Write(definition, name));
        var loads = LoadPlanner.Plan(read.Project!);
        var source = new SourceTable(definition, name, _engine.Engine.Dialect);
        await source.CreateAsync(_session, cancel);
        await RunAsync(loads.SelectMany(l => SchemaCompiler.Tables(l)), cancel);
        Profile.Creating += Stopwatch.GetElapsedTime(began);
        return new(this, definition, (DimensionLoad)loads.Single(), source, new LoadContext(read.Project!, loads, "model", read.Project!.Targets[0], _engine.Engine.Dialect, _sessions, this));
    }

    public Task<RowSet> AskAsync(string sql, CancellationToken cancel) => _session.QueryAsync(new(sql), cancel);

    public Task DeliverAsync(SourceTable source, HistoryBatch batch, int copies, CancellationToken cancel) => source.DeliverAsync(_session, batch, copies, cancel);

    public async Task DropAsync(DimensionLoad load, SourceTable source, CancellationToken cancel)
    {
        await source.DropAsync(_session, cancel);
        foreach (var table in load.Tables)
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

/// <summary>How long the parts of the proof have taken.</summary>
internal sealed class HistoryProfile
{
    public TimeSpan Creating { get; set; }

    public TimeSpan Delivering { get; set; }

    public TimeSpan Loading { get; set; }

    public TimeSpan Reading { get; set; }

    public int Batches { get; set; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Batches} batches; {Loading.TotalMilliseconds / Math.Max(1, Batches):0.0} ms a load; creating {Creating.TotalSeconds:0.0} s, delivering {Delivering.TotalSeconds:0.0} s, loading {Loading.TotalSeconds:0.0} s, reading {Reading.TotalSeconds:0.0} s");
}

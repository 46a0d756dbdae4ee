using System.Collections.Immutable;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.History;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.Star;

namespace Warehouse.ExecutionTests.Star;

/// <summary>A star in a real engine, loaded batch by batch through the product's own planner, compiler and runner.</summary>
internal sealed class StarUnderTest : IAsyncDisposable
{
    private readonly ProofDatabase _database;
    private readonly StarDefinition _definition;
    private readonly string _prefix;
    private readonly ImmutableArray<SourceTable> _members;
    private readonly SourceTable _facts;
    private readonly LoadContext _context;

    private StarUnderTest(ProofDatabase database, StarDefinition definition, string prefix, ImmutableArray<SourceTable> members, SourceTable facts, LoadContext context) =>
        (_database, _definition, _prefix, _members, _facts, _context) = (database, definition, prefix, members, facts, context);

    public static async Task<StarUnderTest> CreateAsync(ProofDatabase database, StarDefinition definition, CancellationToken cancel)
    {
        var prefix = database.NextName("s") + "_";
        ImmutableArray<SourceTable> members = [.. definition.Dimensions.Select((d, i) => MemberSource.Table(d, prefix + StarYaml.Dimension(i), database.Dialect))];
        var facts = FactSource.Table(definition, prefix + StarYaml.Fact, database.Dialect);
        var context = await database.CreateAsync(StarYaml.Write(definition, prefix), [.. members, facts], cancel);
        // Of these only a calendar is there before any batch.
        if (context.Loads.Any(l => l.IsComputed))
            (await new LoadRun(context with { Loads = [.. context.Loads.Where(l => l.IsComputed)] }, new(), null).RunAsync(cancel)).Ok.ShouldBeTrue();
        return new(database, definition, prefix, members, facts, context);
    }

    public Task<BatchResult> LoadAsync(StarBatch batch, CancellationToken cancel) => LoadAsync(batch, new LoadOptions(), cancel);

    /// <summary>Gives a source these rows, and makes its table anew of them.</summary>
    public Task<BatchResult> RefreshAsync(StarBatch source, CancellationToken cancel) =>
        LoadAsync(source, new LoadOptions { FullRefresh = true, Batches = new() { Lifted = ["accept-deletes"] } }, cancel);

    public async Task<StarState> StateAsync(CancellationToken cancel)
    {
        var dimensions = ImmutableArray.CreateBuilder<ImmutableArray<HistoryRow>>();
        for (var i = 0; i < _definition.Dimensions.Length; i++)
        {
            var name = _prefix + StarYaml.Dimension(i);
            dimensions.Add(new DimensionReading(_definition.Dimensions[i], name, await _database.AskAsync($"SELECT * FROM mart.dim_{name}", cancel)) { IsNamedByFacts = true }.Rows());
        }

        var facts = new FactReading(_definition, _prefix);
        var sums = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < _definition.Aggregates.Length; i++)
            sums.AddRange((await _database.AskAsync(facts.AggregateQuery(i), cancel)).Rows.Select(r => facts.Sum(i, r)));
        return new(
            dimensions.ToImmutable(),
            [.. (await _database.AskAsync(facts.FactQuery, cancel)).Rows.Select(facts.Fact)],
            facts.HeldQuery is { } held ? [.. (await _database.AskAsync(held, cancel)).Rows.Select(FactReading.Held)] : [],
            sums.ToImmutable());
    }

    public async ValueTask DisposeAsync() => await _database.DropAsync(_context, [.. _members, _facts], CancellationToken.None);

    private Task<BatchResult> LoadAsync(StarBatch batch, LoadOptions options, CancellationToken cancel)
    {
        var (pipeline, source, rows) = batch.Dimension is { } place
            ? ($"dim_{_prefix}{StarYaml.Dimension(place)}", _members[place], batch.Members.Select(m => MemberSource.Values(_definition.Dimensions[place], m)))
            : ($"fact_{_prefix}{StarYaml.Fact}", _facts, batch.Facts.Select(f => FactSource.Values(_definition, f)));
        return _database.LoadAsync(_context with { Loads = [_context.Loads.Single(l => l.Pipeline == pipeline)] }, source, [.. rows], batch.Copies, options with { At = batch.At }, cancel);
    }
}

using System.Collections.Immutable;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.Planning.Loads;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>A dimension in a real engine, loaded batch by batch through the product's own planner, compiler and runner.</summary>
internal sealed class HistoryDimension : IAsyncDisposable
{
    private readonly ProofDatabase _database;
    private readonly HistoryDefinition _definition;
    private readonly SourceTable _source;
    private readonly LoadContext _context;
    private readonly DimensionLoad _load;

    private HistoryDimension(ProofDatabase database, HistoryDefinition definition, SourceTable source, LoadContext context) =>
        (_database, _definition, _source, _context, _load) = (database, definition, source, context, (DimensionLoad)context.Loads.Single());

    public string Table => $"{_load.Dimension.Schema}.{_load.Pipeline}";

    /// <summary>Where its accepted changes are kept.</summary>
    public string Store => $"{_load.ChangeStore!.Schema}.{_load.ChangeStore.Name}";

    /// <summary>Makes a dimension of this definition, its source and its change store.</summary>
    public static async Task<HistoryDimension> CreateAsync(ProofDatabase database, HistoryDefinition definition, CancellationToken cancel)
    {
        var name = database.NextName("d");
        var source = MemberSource.Table(definition, name, database.Dialect);
        return new(database, definition, source, await database.CreateAsync([HistoryYaml.Write(definition, name)], [source], cancel));
    }

    /// <summary>Delivers a batch and loads it.</summary>
    /// <param name="batch">What the source delivers.</param>
    /// <param name="rejects">How many of its rows will be rejected, so that there are rows enough for that to be let through.</param>
    /// <param name="cancel">Stops the load.</param>
    /// <param name="lifted">Guards that are lifted.</param>
    public Task<BatchResult> LoadAsync(HistoryBatch batch, int rejects, CancellationToken cancel, params string[] lifted) =>
        LoadAsync(batch, rejects, new LoadOptions { Batches = new() { Lifted = [.. lifted] } }, cancel);

    /// <summary>Gives the source these rows, and makes the dimension anew of them, whatever of its history they leave out.</summary>
    public Task<BatchResult> RefreshAsync(HistoryBatch source, int rejects, CancellationToken cancel) =>
        LoadAsync(source, rejects, new LoadOptions { FullRefresh = true, Batches = new() { Lifted = ["accept-deletes"] } }, cancel);

    /// <summary>The rows as they stand, the invariants of every dimension having been checked.</summary>
    public async Task<ImmutableArray<HistoryRow>> RowsAsync(CancellationToken cancel) => (await ReadAsync(cancel)).Rows();

    /// <summary>The surrogate and the durable key of each row as it stands.</summary>
    public async Task<ImmutableArray<(HistoryRow Row, long Surrogate, long Durable)>> KeysAsync(CancellationToken cancel) => (await ReadAsync(cancel)).Keys();

    private Task<BatchResult> LoadAsync(HistoryBatch batch, int rejects, LoadOptions options, CancellationToken cancel) => _database.LoadAsync(
        _context, _source, [.. batch.Rows.Select(r => MemberSource.Values(_definition, r))], rejects > 1 ? SourceTable.CopiesToReject(batch.Rows.Length) : 1, options with { At = batch.At }, cancel);

    private async Task<DimensionReading> ReadAsync(CancellationToken cancel) =>
        new(_definition, _load.Dimension.Name.Text, await _database.AskAsync($"SELECT * FROM {Table}", cancel));

    public async ValueTask DisposeAsync() => await _database.DropAsync(_context, [_source], CancellationToken.None);
}

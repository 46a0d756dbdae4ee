using Warehouse.Execution.Batches;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>How what the model says of a pipeline stands to what its last batch was loaded by.</summary>
public enum ModelState
{
    /// <summary>Nothing was loaded yet.</summary>
    New,

    /// <summary>The last batch was of another model.</summary>
    Modified,
    Unmodified,
}

/// <summary>The state of every pipeline's model, as the target's ledger tells.</summary>
public static class ModelStates
{
    /// <exception cref="Sessions.EngineException">The target cannot be asked, or its state tables are missing.</exception>
    public static async Task<IReadOnlyDictionary<string, ModelState>> ReadAsync(LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await using var session = await context.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var statements = new StatementSession(session, context.Dialect, () => []);
        var states = new Dictionary<string, ModelState>(StringComparer.Ordinal);
        foreach (var load in context.Loads.Where(l => l.HasBatches))
        {
            var last = await statements.QueryAsync(StateStatements.LastBatchOf(load.Pipeline), cancellationToken).ConfigureAwait(false);
            states[load.Pipeline] = last.Rows is not [var batch, ..] ? ModelState.New : (string)batch[1]! == ModelHash.Of(load) ? ModelState.Unmodified : ModelState.Modified;
        }

        return states;
    }
}

using Warehouse.Execution.Sessions;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Batches;

/// <summary>The staging tables of loads that were killed: also of batches that are in the ledger, and so are never tried again.</summary>
public static class LeftStaging
{
    /// <summary>A load that has just been killed lets go of its claim a little later.</summary>
    internal static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Drops those of some pipelines, but of none that another load is at.</summary>
    /// <exception cref="EngineException">The target cannot be reached.</exception>
    public static async Task DropAsync(ISessionSource sessions, Dialect dialect, IEnumerable<string> pipelines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(pipelines);
        await using var session = await sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var tables = await session.TablesAsync(StateTables.Schema, cancellationToken).ConfigureAwait(false);
            var statements = new StatementSession(session, dialect, () => []);
            foreach (var pipeline in pipelines.Where(p => StagingNames.Of(p, tables).Any()))
                await DropAsync(statements, pipeline, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            // Room is wasted, no more; the run itself meets whatever stands in the way here.
        }
    }

    private static async Task DropAsync(StatementSession statements, string pipeline, CancellationToken cancellationToken)
    {
        if (!await statements.Session.ClaimAsync(pipeline, Moment, cancellationToken).ConfigureAwait(false))
            return;
        // Looked for again: what another load had until now, it has dropped itself.
        var tables = await statements.Session.TablesAsync(StateTables.Schema, cancellationToken).ConfigureAwait(false);
        foreach (var table in StagingNames.Of(pipeline, tables))
            await statements.ExecuteAsync(new DropTable(table), cancellationToken).ConfigureAwait(false);
    }
}

using DuckDB.NET.Data;
using Warehouse.Execution.Sessions;

namespace Warehouse.Adapters.DuckDb;

/// <summary>One DuckDB database, held by this process while the source lives: DuckDB lets one process write.</summary>
public sealed class DuckDbSessionSource(string database, SessionSettings settings) : ISessionSource
{
    internal const string Memory = ":memory:";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _opening = new(1);
    private readonly DuckDbClaims _claims = DuckDbClaims.Of(database);
    private DuckDBConnection? _root;

    /// <summary>How much memory the engine takes before it works on disk, as `4GB`; null: its own default, most of the machine's.</summary>
    public string? MemoryLimit { get; init; }

    /// <summary>Opens a session; waits for another process to let go of the file as long as for any other lock.</summary>
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _root ??= await OpenRootAsync(cancellationToken).ConfigureAwait(false);
            // A second connection to `:memory:` would be a second database, its duplicate is not; to a file, a second connection shares the first one's database.
            var connection = database == Memory ? _root.Duplicate() : new DuckDBConnection(_root.ConnectionString);
            connection.Open();
            return await DuckDbSession.StartAsync(connection, settings, _claims, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_root is not null)
            await _root.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private string Connection()
    {
        var settings = new DuckDBConnectionStringBuilder { DataSource = database };
        if (MemoryLimit is not null)
            settings["memory_limit"] = MemoryLimit;
        return settings.ConnectionString;
    }

    private async Task<DuckDBConnection> OpenRootAsync(CancellationToken cancellationToken)
    {
        if (database != Memory)
            settings.Folder.CreateParent(database);
        var began = settings.Clock.GetTimestamp();
        while (true)
        {
            var connection = new DuckDBConnection(Connection());
            try
            {
                await Task.Run(connection.Open, cancellationToken).ConfigureAwait(false);
                return connection;
            }
            catch (DuckDBException e)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                if (!e.Message.Contains("Could not set lock on file", StringComparison.Ordinal))
                    throw new EngineException(EngineFailure.ConnectionFailed, $"`{database}` cannot be opened: {DuckDbErrors.FirstLine(e.Message)}", e);
                if (settings.Clock.GetElapsedTime(began) >= settings.LockTimeout)
                    throw new EngineException(EngineFailure.LockHeld, $"another process has `{database}` open, and DuckDB lets only one process write", e);
            }

            await Task.Delay(BetweenTries, settings.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}

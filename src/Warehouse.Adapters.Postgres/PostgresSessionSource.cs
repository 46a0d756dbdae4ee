using System.Net.Sockets;
using Npgsql;
using Warehouse.Execution.Sessions;

namespace Warehouse.Adapters.Postgres;

/// <summary>A pool of connections to one Postgres database.</summary>
/// <param name="place">Host, port and database, for messages.</param>
public sealed class PostgresSessionSource(NpgsqlDataSource source, string place, SessionSettings settings) : ISessionSource
{
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new PostgresSession(await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), settings);
        }
        catch (PostgresException e)
        {
            // 57P03: the server is starting; 53300: too many connections. Both pass.
            var failure = e.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections ? EngineFailure.Transient : EngineFailure.ConnectionFailed;
            throw new EngineException(failure, $"no connection to {place}: {e.MessageText}", e) { EngineCode = e.SqlState };
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or ArgumentException)
        {
            throw new EngineException(EngineFailure.ConnectionFailed, $"no connection to {place}: {(e.InnerException ?? e).Message}", e);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}

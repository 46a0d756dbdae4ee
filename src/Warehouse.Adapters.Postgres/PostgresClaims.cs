using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Warehouse.Adapters.Postgres;

/// <summary>The claims of one connection: advisory locks of its session, which the server takes back when the connection ends.</summary>
internal sealed class PostgresClaims(NpgsqlConnection connection)
{
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private bool _asked;

    public async Task<bool> TakeAsync(string name, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_held.Contains(name))
            return true;
        // One that is cancelled while it is given is not known to be held, and may be.
        _asked = true;
        var key = KeyOf(name).ToString(CultureInfo.InvariantCulture);
        if (!await TryAsync(key, cancellationToken).ConfigureAwait(false) && (atMost <= TimeSpan.Zero || !await WaitAsync(key, atMost, cancellationToken).ConfigureAwait(false)))
            return false;
        _held.Add(name);
        return true;
    }

    /// <summary>Gives the claims back before the connection returns to the pool, which resets it only when somebody next takes it out.</summary>
    public async Task ReleaseAsync()
    {
        if (!_asked || connection.FullState != System.Data.ConnectionState.Open)
            return;
        try
        {
            await ExecuteAsync("SELECT pg_advisory_unlock_all()", CancellationToken.None).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the claims with it.
        }
    }

    /// <summary>The same for every process that loads into the database; locks of another database are others.</summary>
    private static long KeyOf(string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("warehouse:" + name)));

    private async Task<bool> TryAsync(string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({key})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>In a transaction only for its timeouts: the lock is the session's, and stays.</summary>
    private async Task<bool> WaitAsync(string key, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ExecuteAsync($"SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = {PostgresEngine.Milliseconds(atMost)}; SELECT pg_advisory_lock({key})", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}

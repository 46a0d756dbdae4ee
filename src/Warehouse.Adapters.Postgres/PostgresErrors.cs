using System.Net.Sockets;
using Npgsql;
using Warehouse.Execution.Sessions;

namespace Warehouse.Adapters.Postgres;

/// <summary>What Postgres's errors mean for what is done next.</summary>
internal static class PostgresErrors
{
    private const string IdleInTransaction = "25P03";

    /// <summary>Null where the exception is none of the driver's.</summary>
    public static EngineException? Translate(Exception error) => error switch
    {
        PostgresException p => new(Classify(p.SqlState), p.MessageText, p) { EngineCode = p.SqlState, Position = p.Position },
        // Not NpgsqlException.IsTransient: that counts a full disk as well.
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } e => new(EngineFailure.ConnectionLost, e.Message, e),
        NpgsqlException e => new(EngineFailure.ConnectionLost, e.Message, e),
        _ => null,
    };

    private static EngineFailure Classify(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => EngineFailure.Transient,
        PostgresErrorCodes.LockNotAvailable => EngineFailure.LockHeld,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => EngineFailure.TableMissing,
        // 57014 is also a cancellation of our own, which Npgsql turns into an OperationCanceledException.
        PostgresErrorCodes.QueryCanceled => EngineFailure.TimedOut,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout or IdleInTransaction => EngineFailure.ConnectionLost,
        _ when state.StartsWith("08", StringComparison.Ordinal) => EngineFailure.ConnectionLost,
        _ => EngineFailure.Statement,
    };
}

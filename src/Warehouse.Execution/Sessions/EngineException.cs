namespace Warehouse.Execution.Sessions;

/// <summary>An engine refused a statement or was not there to be asked.</summary>
public sealed class EngineException : Exception
{
    public EngineException(EngineFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public EngineFailure Failure { get; }

    /// <summary>The engine's own code, such as a SQLSTATE.</summary>
    public string? EngineCode { get; init; }

    /// <summary>The character of the statement at which the engine stopped, counted from 1; 0: not said.</summary>
    public int Position { get; init; }
}

/// <summary>What a failure means for what is done next.</summary>
public enum EngineFailure
{
    /// <summary>The statement's own error: it would fail again.</summary>
    Statement,

    /// <summary>A rival was here: the transaction may be run again as a whole.</summary>
    Transient,

    /// <summary>A lock was not given in time.</summary>
    LockHeld,

    /// <summary>The connection broke: what was going on is undone or unknown.</summary>
    ConnectionLost,

    /// <summary>No connection could be had: the address, the user, the password or the database.</summary>
    ConnectionFailed,

    /// <summary>A setting of the target is missing or makes no sense: nothing was tried.</summary>
    SettingsUnusable,

    /// <summary>A table or schema that the statement names is not there.</summary>
    TableMissing,

    /// <summary>The statement took longer than it may.</summary>
    TimedOut,
}

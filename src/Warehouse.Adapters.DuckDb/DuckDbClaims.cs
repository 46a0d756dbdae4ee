using System.Collections.Concurrent;

namespace Warehouse.Adapters.DuckDb;

/// <summary>The claims on one database among the sessions of this process: no other process has it open.</summary>
internal sealed class DuckDbClaims
{
    private static readonly ConcurrentDictionary<string, DuckDbClaims> OfFiles = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Those of a file are the same for all who open it; a database in memory is one for each that opens it.</summary>
    public static DuckDbClaims Of(string database) => database == DuckDbSessionSource.Memory ? new() : OfFiles.GetOrAdd(database, _ => new());

    public Task<bool> TakeAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => TurnOf(name).WaitAsync(atMost, cancellationToken);

    public void Release(string name) => TurnOf(name).Release();

    private SemaphoreSlim TurnOf(string name) => _turns.GetOrAdd(name, _ => new(1, 1));
}

using System.Diagnostics;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>How much memory is in use at most while something goes on.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private readonly long _before = Resident();

    /// <param name="collects">Whether garbage is collected before each look, so that what counts is what is held; slow.</param>
    public MemoryWatch(bool collects)
    {
        GC.Collect();
        _watching = Task.Run(() => WatchAsync(collects));
    }

    /// <summary>Bytes of objects that are held, where garbage is collected first.</summary>
    public long Held { get; private set; }

    /// <summary>Bytes that the runtime has taken from the system for objects.</summary>
    public long Committed { get; private set; }

    /// <summary>How many bytes more the process has in memory than before.</summary>
    public long ResidentGrowth { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(bool collects)
    {
        while (!_stop.IsCancellationRequested)
        {
            Held = Math.Max(Held, GC.GetTotalMemory(forceFullCollection: collects));
            Committed = Math.Max(Committed, GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes);
            ResidentGrowth = Math.Max(ResidentGrowth, Resident() - _before);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

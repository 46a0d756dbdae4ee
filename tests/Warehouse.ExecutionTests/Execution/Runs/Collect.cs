using Warehouse.Execution.Runs;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>Keeps the events of a load.</summary>
internal sealed class Collect(List<LoadEvent> events, Action<LoadEvent>? also = null) : IProgress<LoadEvent>
{
    public void Report(LoadEvent value)
    {
        events.Add(value);
        also?.Invoke(value);
    }
}

using System.Collections.Immutable;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>The batches of a plan as they may begin: each when those before it, with which it may not be exchanged, have ended. So any number of threads gives what one gives.</summary>
internal sealed class BatchQueue
{
    private readonly ImmutableArray<PendingBatch> _batches;
    private readonly List<int> _waiting;
    private readonly bool[] _ended;
    private readonly int[][] _waitsFor;

    public BatchQueue(RunPlan plan, PipelineGraph graph)
    {
        _batches = plan.Batches;
        _waiting = [.. Enumerable.Range(0, _batches.Length)];
        _ended = new bool[_batches.Length];
        _waitsFor = [.. WaitsFor(graph)];
    }

    /// <summary>The first batch that may begin now, by its number in the plan, from 1; false where all of them wait or none is left.</summary>
    public bool TryTake(out int number)
    {
        var place = _waiting.FindIndex(i => _waitsFor[i].All(before => _ended[before]));
        number = place < 0 ? 0 : _waiting[place] + 1;
        if (place >= 0)
            _waiting.RemoveAt(place);
        return place >= 0;
    }

    /// <summary>Lets begin what has waited for a batch.</summary>
    public void End(int number) => _ended[number - 1] = true;

    /// <summary>The batches of one pipeline wait for each other, so the last of each that is in the way stands for all before it.</summary>
    private IEnumerable<int[]> WaitsFor(PipelineGraph graph)
    {
        var last = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var exchangeable = new Dictionary<(string, string), bool>();
        for (var i = 0; i < _batches.Length; i++)
        {
            var pipeline = _batches[i].Load.Pipeline;
            yield return [.. last.Where(l => !MayExchange(l.Key, pipeline)).Select(l => l.Value)];
            last[pipeline] = i;
        }

        bool MayExchange(string one, string other) =>
            exchangeable.TryGetValue((one, other), out var known) ? known : exchangeable[(one, other)] = graph.MayExchange(one, other);
    }
}

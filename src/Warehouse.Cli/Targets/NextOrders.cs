using System.Collections;
using Warehouse.Cli.Rendering;

namespace Warehouse.Cli.Targets;

/// <summary>What an operator would type next, and why, in the order in which to do it.</summary>
internal sealed class NextOrders(TargetStatus status) : IEnumerable<(string Command, string Because)>
{
    public IEnumerator<(string Command, string Because)> GetEnumerator()
    {
        if (!status.Changes.Differences.IsEmpty)
            yield return ("warehouse plan", "shows where the target differs from the model");
        else if (!status.Changes.Steps.IsEmpty)
            yield return ("warehouse apply", "makes what the target lacks");
        var troubled = status.Pipelines.Where(p => p.Trouble is { Waits: false }).Select(p => p.Pipeline).ToList();
        if (status.Pending > 0)
        {
            var because = troubled.Count > 0
                ? $"when what the help says is done: {Counted.Of(status.Pending, "batch waits", "batches wait")}"
                : $"{Counted.Of(status.Pending, "batch waits", "batches wait")}";
            yield return ("warehouse load", because);
        }

        if (!status.Rejected.IsEmpty)
            {
            yield return ("warehouse query \"select target, code, reason, payload from _warehouse.rejected_row where replayed_by is null\"", "shows the rejected rows");
            yield return ("warehouse load --replay-rejects", "loads them, once their cause is mended");
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

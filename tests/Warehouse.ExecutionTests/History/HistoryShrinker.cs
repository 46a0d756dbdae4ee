using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>Takes away from a case that fails whatever it fails without: members, batches, rows, attributes, choices.</summary>
internal static class HistoryShrinker
{
    /// <param name="history">A case that fails.</param>
    /// <param name="fails">Whether a case fails; it is asked often.</param>
    public static async Task<HistoryCase> ShrinkAsync(HistoryCase history, Func<HistoryCase, Task<bool>> fails)
    {
        while (true)
        {
            var smaller = false;
            foreach (var candidate in Candidates(history))
            {
                if (!await fails(candidate))
                    continue;
                history = candidate;
                smaller = true;
                break;
            }

            if (!smaller)
                return history;
        }
    }

    private static IEnumerable<HistoryCase> Candidates(HistoryCase history)
    {
        foreach (var key in history.Batches.SelectMany(b => b.Rows).Select(r => r.Key).Distinct().ToList())
        {
            if (history.Members > 1)
                yield return Keep(history, r => r.Key == key);
        }

        for (var i = 0; i < history.Batches.Length && history.Batches.Length > 1; i++)
            yield return history with { Batches = history.Batches.RemoveAt(i) };
        foreach (var row in history.Batches.SelectMany(b => b.Rows).ToList())
        {
            if (history.Batches.Sum(b => b.Rows.Length) > 1)
                yield return Keep(history, r => !ReferenceEquals(r, row));
        }

        for (var i = 0; i < history.Definition.Attributes.Length && history.Definition.Attributes.Length > 1; i++)
            yield return WithoutAttribute(history, i);
        foreach (var simpler in Simpler(history.Definition).Where(d => d != history.Definition))
            yield return history with { Definition = simpler };
    }

    private static HistoryCase Keep(HistoryCase history, Func<SourceRow, bool> keep) =>
        history with { Batches = [.. history.Batches.Select(b => b with { Rows = [.. b.Rows.Where(keep)] })] };

    private static HistoryCase WithoutAttribute(HistoryCase history, int index)
    {
        var attributes = history.Definition.Attributes.RemoveAt(index);
        if (!attributes.Any(a => a.IsTracked))
            attributes = [.. attributes.Select(a => a with { PerRun = false })];
        return new(
            history.Definition with { Attributes = attributes },
            [.. history.Batches.Select(b => b with { Rows = [.. b.Rows.Select(r => r with { Values = r.Values.RemoveAt(index) })] })]);
    }

    private static IEnumerable<HistoryDefinition> Simpler(HistoryDefinition definition) =>
    [
        definition with { NullMeansUnchanged = false },
        definition with { Conflict = ConflictRule.Reject },
        definition with { HasOrder = false },
        definition with { FirstVersionOpen = true },
        definition with { OpenEndIsNull = false },
        definition with { OnDelete = Deletion.Close },
        definition with { HasStamp = definition.Feed == FeedKind.Changes },
    ];
}

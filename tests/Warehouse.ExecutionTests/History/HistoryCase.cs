using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>A definition and what is loaded into it.</summary>
internal sealed record HistoryCase(HistoryDefinition Definition, ImmutableArray<HistoryBatch> Batches)
{
    /// <summary>No change conflicts with another or corrects it, so that the order of arrival says nothing.</summary>
    public bool IsOrderFree { get; init; }

    /// <summary>Changes may come after later ones of their member.</summary>
    public bool IsLate { get; init; }

    /// <summary>What the shuffle of the rows begins from.</summary>
    public int Shuffle { get; init; }

    public int Members => Batches.SelectMany(b => b.Rows).Select(r => r.Key).Distinct().Count();

    /// <summary>The same case by the day: every stamp and every batch is moved so that several share a day.</summary>
    public HistoryCase ByDate() => this with
    {
        Definition = Definition with { ByDate = true },
        Batches = [.. Batches.Select(b => b with { At = Batch(b.At), Rows = [.. b.Rows.Select(r => r with { Stamp = Definition.Feed == FeedKind.Changes ? Change(r.Stamp) : Batch(b.At) + (r.Stamp - b.At) })] })],
    };

    /// <summary>Three batches a day.</summary>
    private static DateTime Batch(DateTime at) => HistoryGenerator.BatchTime(0) + ((at - HistoryGenerator.BatchTime(0)) / 3);

    /// <summary>Two or three changes a day, each at a time of its own.</summary>
    private static DateTime? Change(DateTime? stamp) => stamp is { } at ? Pools.Instants[0].AddHours(9 * Pools.Instants.IndexOf(at)) : null;

    /// <summary>The same rows in another order, in one to four batches, at other times.</summary>
    public ImmutableArray<HistoryBatch> Shuffled()
    {
        var order = Batches.SelectMany(b => b.Rows).Select((row, i) => (Row: row, Place: Mix(i))).OrderBy(r => r.Place).ToList();
        var count = (Shuffle % 4) + 1;
        return
        [
            .. order.GroupBy(r => (int)(r.Place % (uint)count))
                .Select((batch, i) => new HistoryBatch(HistoryGenerator.BatchTime(100 + i), [.. batch.Select(r => r.Row)])),
        ];
    }

    /// <summary>All rows again, in one batch of a later time.</summary>
    public HistoryBatch Replayed() => new(HistoryGenerator.BatchTime(200), [.. Batches.SelectMany(b => b.Rows)]);

    /// <summary>A multiplicative hash (Knuth): an order without a pattern, and the same on every run.</summary>
    private uint Mix(int place)
    {
        var mixed = unchecked((uint)(place + 1) * 2654435761u ^ (uint)(Shuffle + 1) * 2246822519u);
        return unchecked((mixed ^ (mixed >> 15)) * 2654435761u) >> 4;
    }
}

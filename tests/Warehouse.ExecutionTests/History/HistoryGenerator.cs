using System.Collections.Immutable;
using CsCheck;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>Random histories of a few members in random batches.</summary>
internal static class HistoryGenerator
{
    private const int Members = 2 * Pools.Members;

    private static readonly DateTime FirstBatch = new(2024, 1, 12, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Gen<RawRow> Raw =
        from places in Gen.Select(Gen.Int[0, Members - 1], Gen.Int[0, Pools.Instants.Length - 1], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 5])
        from values in Gen.Int[0, 9].Array[4]
        from wins in Gen.Int[0, 2]
        select new RawRow(places.Item1, places.Item2, places.Item3, places.Item4 == 0, places.Item5, values, wins);

    public static Gen<HistoryCase> Of(FeedKind feed) =>
        from features in Gen.Select(Gen.Bool, Gen.Int[0, 3]).Select(f => new HistoryFeatures { Differing = f.Item1, Late = f.Item2 > 0 })
        from definition in DefinitionGenerator.Of(feed, features)
        from rows in Raw.Array[1, 160]
        // Few members and few instants meet often; many make many histories of one load.
        from width in Gen.Select(Gen.Frequency((1, Gen.Int[1, 4]), (2, Gen.Int[16, Members])), Gen.Int[2, Pools.Instants.Length], Gen.Int[1, 6], Gen.Int[0, 999])
        let raw = rows.Select(r => r with { Member = r.Member % width.Item1, Instant = r.Instant % width.Item2, Batch = r.Batch % width.Item3 }).ToArray()
        select new HistoryCase(definition, feed == FeedKind.Changes ? Changes(definition, raw, features) : Stated(definition, raw, features))
        {
            IsOrderFree = feed == FeedKind.Changes && !features.Differing && definition.Remembers is null,
            IsLate = feed == FeedKind.Changes && features.Late,
            Shuffle = width.Item4,
        };

    /// <summary>The time of the n-th batch.</summary>
    public static DateTime BatchTime(int n) => FirstBatch.AddDays(n);

    private static ImmutableArray<HistoryBatch> Changes(HistoryDefinition definition, RawRow[] raw, HistoryFeatures features)
    {
        var rows = raw.Select(r => (Row: Row(definition, r, Pools.Instants[r.Instant]), r.Batch)).ToList();
        if (!features.Differing)
            rows = [.. rows.GroupBy(r => Identity(definition, r.Row)).SelectMany(g => g.Select(r => (r.Row with { Values = g.First().Row.Values }, r.Batch)))];
        if (!features.Late)
        {
            // The earlier an instant, the earlier its batch; at one instant all come at once.
            var cuts = raw.Select(r => r.Batch * 3).Order().ToList();
            var order = rows.Select(r => r.Row.Stamp!.Value).Distinct().Order().ToList();
            rows = [.. rows.Select(r => (r.Row, cuts.Count(c => c < order.IndexOf(r.Row.Stamp!.Value)) * 5 / cuts.Count))];
        }

        return [.. rows.GroupBy(r => r.Item2).OrderBy(g => g.Key).Select((g, i) => new HistoryBatch(BatchTime(i), [.. g.Select(r => r.Item1)]))];
    }

    private static ImmutableArray<HistoryBatch> Stated(HistoryDefinition definition, RawRow[] raw, HistoryFeatures features) =>
        [.. raw.GroupBy(r => r.Batch).OrderBy(g => g.Key).Select(batch =>
        {
            var rows = batch.Select(r => Row(definition, r, BatchTime(batch.Key) + Pools.Offsets[r.Instant % Pools.Offsets.Length])).ToList();
            if (!features.Differing)
                rows = [.. rows.GroupBy(r => Identity(definition, r)).SelectMany(g => g.Select(r => r with { Values = g.First().Values }))];
            return new HistoryBatch(BatchTime(batch.Key), [.. rows]);
        })];

    /// <summary>What ties: the key and what the definition orders by.</summary>
    private static object Identity(HistoryDefinition definition, SourceRow row) =>
        (row.Key, definition.HasStamp ? row.Stamp : null, definition.HasOrder ? row.Order : 0, row.IsDelete);

    private static SourceRow Row(HistoryDefinition definition, RawRow raw, DateTime stamp)
    {
        var isDelete = raw.IsDelete && definition.HasDeletes;
        return new(
            definition.TwoPartKey ? new(Pools.Code(raw.Member / 2), (raw.Member % 2) + 1) : new(Pools.Code(raw.Member)),
            stamp,
            raw.Order,
            isDelete,
            // What a delete says beside its being one is the log's affair; that it is always the same keeps deletes from conflicting.
            [.. definition.Attributes.Select((a, i) => isDelete ? Pools.Value(a.Kind, raw.Member) : Pools.Value(a.Kind, raw.Values[i]))],
            raw.Wins);
    }

    /// <summary>Small numbers, which shrink, in place of a row.</summary>
    private sealed record RawRow(int Member, int Instant, int Order, bool IsDelete, int Batch, int[] Values, int Wins);
}

using System.Collections.Immutable;
using CsCheck;
using Warehouse.ExecutionTests.History;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.Star;
using Warehouse.TestEngines.Star.Oracle;

namespace Warehouse.ExecutionTests.Star;

/// <summary>Random stars of two dimensions, and what comes to them and to their fact, in any order.</summary>
internal static class StarGenerator
{
    private const int Members = 5;

    private static readonly HistoryFeatures Features = new() { Differing = false };

    private static readonly Gen<StarDefinition> Definition =
        from feeds in Gen.Select(Gen.Frequency((2, Gen.Const(FeedKind.Changes)), (1, Gen.Enum<FeedKind>())), Gen.Enum<FeedKind>())
        from first in DefinitionGenerator.Of(feeds.Item1, Features)
        from second in DefinitionGenerator.Of(feeds.Item2, Features)
        from late in Gen.Frequency((4, Gen.Const(LateRule.Infer)), (4, Gen.Const(LateRule.Unknown)), (3, Gen.Const(LateRule.Hold)), (1, Gen.Const(LateRule.Reject))).Array[3]
        from missing in Gen.Long[-3, -1].Array[3]
        from durable in Gen.Bool.Array[3]
        from inGrain in Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
        from duplicates in Gen.Select(Gen.Frequency((3, Gen.Const(Duplicates.Update)), (2, Gen.Const(Duplicates.AppendReversal)), (2, Gen.Enum<Duplicates>())), Gen.Bool, Gen.Bool, Gen.Int[0, 3])
        from kind in Gen.Select(Gen.Frequency((2, Gen.Const(FactKind.Transaction)), (1, Gen.Enum<FactKind>())), Gen.Bool, Gen.Enum<FillRule>())
        from partial in Gen.Int[0, 2]
        from grouping in Gen.Int[0, 11].Array[3]
        select new StarDefinition
        {
            Dimensions = [first, second],
            Roles =
            [
                new("buyer", 0, Allowed(kind.Item1, late[0]), durable[0] || first.NeedsDurableKey, missing[0]),
                new("payer", 0, Allowed(kind.Item1, late[1]), durable[1] || first.NeedsDurableKey, missing[1]),
                    Item(kind.Item1, inGrain, late[2], durable[2] || second.NeedsDurableKey, missing[2]),
            ],
            Kind = kind.Item1,
            IsMonthly = kind.Item1 == FactKind.Periodic && kind.Item2,
            Fill = kind.Item1 == FactKind.Periodic ? kind.Item3 : FillRule.None,
            OnDuplicate = kind.Item1 == FactKind.Transaction ? duplicates.Item1 : Duplicates.Update,
            // Of the rows of a process that is held, an order says which is the later one.
            HasOrder = kind.Item1 != FactKind.Periodic && (duplicates.Item2 || (kind.Item1 == FactKind.Accumulating && late.Contains(LateRule.Hold))),
            HasDeletes = kind.Item1 == FactKind.Transaction && duplicates.Item3 && duplicates.Item1 is Duplicates.Update or Duplicates.AppendReversal,
            NullMeansUnchanged = IsPartial(kind.Item1, late, partial),
            Accepts = kind.Item1 == FactKind.Transaction && duplicates.Item4 == 0 ? TimeSpan.FromDays(12) : null,
            Aggregates =
            [
                [(0, grouping[0] % first.Attributes.Length), (2, grouping[1] % second.Attributes.Length)],
                [(1, grouping[2] % first.Attributes.Length)],
            ],
        };

    /// <summary>A partial row is not held.</summary>
    private static bool IsPartial(FactKind kind, LateRule[] late, int partial) => kind == FactKind.Transaction && partial == 0 && !late.Contains(LateRule.Hold);

    /// <summary>A role of the grain cannot be unknown: rows that wait for different members would be one row.</summary>
    private static StarRole Item(FactKind kind, bool inGrain, LateRule late, bool durable, long missing)
    {
        var tells = kind == FactKind.Periodic || (inGrain && kind == FactKind.Transaction);
        return new("item", 1, tells && late == LateRule.Unknown ? LateRule.Infer : Allowed(kind, late), durable, missing, tells);
    }

    /// <summary>A row of a period is not held: the period would be replaced without it.</summary>
    private static LateRule Allowed(FactKind kind, LateRule late) => kind == FactKind.Periodic && late == LateRule.Hold ? LateRule.Infer : late;

    private static readonly Gen<RawMember> Member =
        from places in Gen.Select(Gen.Int[0, Members - 1], Gen.Int[0, Pools.Instants.Length - 1], Gen.Int[0, 2], Gen.Int[0, 5])
        from values in Gen.Int[0, 9].Array[4]
        select new RawMember(places.Item1, places.Item2, places.Item3, places.Item4 == 0, values);

    private static readonly Gen<RawFact> Fact =
        from places in Gen.Select(Gen.Int[0, 59], Gen.Int[0, Pools.Instants.Length - 1], Gen.Int[0, 5], Gen.Int[0, 4])
        from keys in Gen.Int[0, Members + 1].Array[3]
        from measures in Gen.Int[0, 4].Array[3]
        from milestones in Gen.Int[0, 2 * Pools.Instants.Length].Array[3]
        select new RawFact(places.Item1, places.Item2, places.Item3, places.Item4 == 0, keys, measures, milestones);

    private static readonly Gen<RawBatch> Batch = Gen.Select(Gen.Int[0, 5], Member.Array[1, 10], Fact.Array[4, 24], Gen.Int[0, 7]).Select((what, members, facts, ties) => new RawBatch(what, members, facts, ties == 0));

    public static Gen<StarCase> Cases { get; } =
        from definition in Definition
        from batches in Batch.Array[4, 10]
        select WithCopies(definition, [.. batches.Select((b, i) => Of(definition, b, HistoryGenerator.BatchTime(i)))]);

    /// <summary>Every batch that rejects more than one row is made large enough for that.</summary>
    public static StarCase WithCopies(StarDefinition definition, ImmutableArray<StarBatch> batches)
    {
        for (var i = 0; i < batches.Length; i++)
        {
            var oracle = new StarOracle(definition);
            foreach (var before in batches[..i])
                oracle.Load(before);
            var rows = batches[i].Members.Length + batches[i].Facts.Length;
            batches = batches.SetItem(i, batches[i] with { Copies = oracle.Load(batches[i] with { Copies = 1 }) > 1 ? SourceTable.CopiesToReject(rows) : 1 });
        }

        return new(definition, batches);
    }

    private static StarBatch Of(StarDefinition definition, RawBatch raw, DateTime at)
    {
        if (raw.What > 2)
            return new(at, null, [], [.. Facts(definition, raw, at)]);
        var place = raw.What % 2;
        var dimension = definition.Dimensions[place];
        var rows = raw.Members.Select(m => Row(dimension, m, at)).DistinctBy(r => (r.Key, r.Stamp, dimension.HasOrder ? r.Order : 0, r.IsDelete));
        return new(at, place, [.. rows], []);
    }

    /// <summary>Mostly without rows that tie: all of those that differ are rejected, and little would be left.</summary>
    private static IEnumerable<FactRow> Facts(StarDefinition definition, RawBatch raw, DateTime at)
    {
        var rows = raw.Facts.Select(f => Row(definition, f, at));
        return raw.HasTies ? rows : rows.DistinctBy(r => (r.Number, definition.Kind == FactKind.Periodic ? r.At : null, r.Keys.Where((_, i) => definition.Roles[i].InGrain).FirstOrDefault(), definition.HasOrder ? r.Order : 0, r.IsDelete));
    }

    private static SourceRow Row(HistoryDefinition definition, RawMember raw, DateTime at) => new(
        Key(definition, raw.Member),
        definition.Feed == FeedKind.Changes ? Pools.Instants[raw.Instant] : at + Pools.Offsets[raw.Instant % Pools.Offsets.Length],
        raw.Order,
        raw.IsDelete && definition.HasDeletes,
        [.. definition.Attributes.Select((a, i) => Pools.Value(a.Kind, raw.IsDelete ? 0 : raw.Values[i]))]);

    private static FactRow Row(StarDefinition definition, RawFact raw, DateTime at)
    {
        var isDelete = raw.IsDelete && definition.HasDeletes;
        var row = new FactRow(
            raw.Number == 59 ? null : raw.Number % (definition.Kind == FactKind.Periodic ? 3 : 12),
            raw.Number == 58 ? null : Happened(definition, raw.Instant, at),
            raw.Order == 5 ? null : raw.Order,
            isDelete,
            [.. definition.Roles.Select((r, i) => raw.Keys[i] > Members ? null : Key(definition.DimensionOf(r), raw.Keys[i]))],
            raw.Measures[0] == 4 ? null : raw.Measures[0],
            raw.Measures[1] == 4 ? null : raw.Measures[1] + 0.25m,
            raw.Measures[2] == 4 ? null : raw.Measures[2]);
        // A delete names its row, and says no more.
        if (isDelete)
            return row with { At = null, Keys = [.. row.Keys.Select((k, i) => definition.Roles[i].InGrain ? k : null)], Quantity = null, Amount = null, Price = null };
        if (definition.Kind != FactKind.Accumulating)
            return row;
        ImmutableArray<DateTime?> milestones = [.. raw.Milestones.Select(m => m < Pools.Instants.Length ? Pools.Instants[m] : (DateTime?)null)];
        return row with { Milestones = milestones, At = milestones.FirstOrDefault(m => m is not null) };
    }

    private static DateTime Happened(StarDefinition definition, int instant, DateTime at) => definition.Kind == FactKind.Periodic
        ? StarCalendar.First.AddDays((7 * instant % 100) - 1)
        : instant % 4 == 3 ? at + Pools.Offsets[instant % Pools.Offsets.Length] : Pools.Instants[instant];

    private static MemberKey Key(HistoryDefinition definition, int member) => definition.TwoPartKey ? new(Pools.Code(member / 2), (member % 2) + 1) : new(Pools.Code(member));

    /// <summary>Small numbers, which shrink, in place of rows.</summary>
    private sealed record RawMember(int Member, int Instant, int Order, bool IsDelete, int[] Values);

    private sealed record RawFact(int Number, int Instant, int Order, bool IsDelete, int[] Keys, int[] Measures, int[] Milestones);

    private sealed record RawBatch(int What, RawMember[] Members, RawFact[] Facts, bool HasTies);
}

using System.Collections.Immutable;
using CsCheck;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>Random definitions: attributes of all types mixed, and every choice that history.md gives.</summary>
internal static class DefinitionGenerator
{
    public static Gen<HistoryDefinition> Of(FeedKind feed, HistoryFeatures features) => Gen.Select(Attributes(features), Gen.Int[0, 2], Gen.Bool.Array[12])
        .Select((attributes, onDelete, choices) => new HistoryDefinition
        {
            Feed = feed,
            Attributes = attributes,
            OnDelete = (Deletion)onDelete,
            HasStamp = feed == FeedKind.Changes || choices[0],
            HasOrder = choices[1],
            HasDeletes = feed != FeedKind.Snapshot && choices[2] | choices[3],
            FirstVersionOpen = choices[4],
            OpenEndIsNull = choices[5],
            TwoPartKey = choices[6],
            NullMeansUnchanged = features.NullMeans && choices[7],
            Remembers = feed == FeedKind.Changes && choices[10] && choices[11] ? TimeSpan.FromDays(10) : null,
            Conflict = features.Differing && choices[8] && choices[9] ? ConflictRule.Last : ConflictRule.Reject,
        });

    private static Gen<ImmutableArray<HistoryAttribute>> Attributes(HistoryFeatures features)
    {
        // Texts and small numbers more often: they are what shows a difference with the least to read.
        var kind = Gen.Frequency((4, Gen.Const(ValueKind.Text)), (2, Gen.Const(ValueKind.Integer)), (4, Gen.Enum<ValueKind>()));
        return Gen.Select(Gen.Int[0, features.Scd.Length - 1].Select(i => features.Scd[i]), kind, Gen.Bool).Array[1, 4].Select(chosen =>
        {
            var versioned = chosen.Any(c => c.Item1 is 2 or 6 or 7);
            return chosen.Select((c, i) => new HistoryAttribute($"a{i + 1}", c.Item1, c.Item2, c.Item1 == 1 && versioned && features.Runs && c.Item3)).ToImmutableArray();
        });
    }
}

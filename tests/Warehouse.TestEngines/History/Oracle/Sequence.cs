using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>A member's accepted changes as e₁…eₙ: what NULL leaves out is filled in, and each instant has one change.</summary>
internal static class Sequence
{
    public static ImmutableArray<Change> Of(HistoryDefinition definition, IEnumerable<Change> accepted)
    {
        // A delete that leaves no trace takes no part in anything.
        var effective = accepted.Where(c => !c.IsDelete || definition.DeletesLeaveTrace);
        var changes = Change.InOrder(effective);
        if (definition.NullMeansUnchanged)
            changes = Inherit(changes);
        // Of several changes at one instant the last makes the state: a version between them would be empty.
        return [.. changes.GroupBy(c => c.At).Select(instant => instant.Last())];
    }

    /// <summary>The values that a change has when those it does not supply are what the change before it has.</summary>
    public static ImmutableArray<object?> Filled(ImmutableArray<object?> values, ImmutableArray<object?>? before) =>
        before is { } known ? [.. values.Select((v, i) => v ?? known[i])] : values;

    private static IEnumerable<Change> Inherit(IEnumerable<Change> changes)
    {
        ImmutableArray<object?>? before = null;
        foreach (var change in changes)
        {
            var filled = change.IsDelete ? change : change with { Values = Filled(change.Values, before) };
            before = change.IsDelete ? null : filled.Values;
            yield return filled;
        }
    }
}

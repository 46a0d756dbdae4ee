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
            changes = Inherit(changes, null);
        // By the day: all changes of a day are at its beginning, in the order that their own times gave them.
        if (definition.ByDate)
            changes = changes.Select(c => c with { At = c.At.Date });
        // Of several changes at one instant the last makes the state: a version between them would be empty.
        return [.. changes.GroupBy(c => c.At).Select(instant => instant.Last())];
    }

    /// <summary>What a change does not supply is as the change before it has it; a delete ends the inheritance.</summary>
    /// <param name="changes">In order.</param>
    /// <param name="before">The values before the first of them; null where the member was not there.</param>
    public static IEnumerable<Change> Inherit(IEnumerable<Change> changes, ImmutableArray<object?>? before)
    {
        foreach (var change in changes)
        {
            var filled = change.IsDelete || before is not { } known ? change : change with { Values = [.. change.Values.Select((v, i) => v ?? known[i])] };
            before = change.IsDelete ? null : filled.Values;
            yield return filled;
        }
    }
}

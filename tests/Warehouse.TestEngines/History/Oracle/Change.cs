using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>An accepted change of one member: t, q, upsert or delete, and what it says.</summary>
/// <param name="Wins">What decides between changes that nothing else orders; 0 where nothing does.</param>
internal sealed record Change(DateTime At, long Order, bool IsDelete, long Wins, ImmutableArray<object?> Values)
{
    /// <summary>The order of one member's changes: t, then q, then, for a delete and an upsert that still tie, the delete last, then what decides a conflict.</summary>
    public static IEnumerable<Change> InOrder(IEnumerable<Change> changes) => changes.OrderBy(c => c.At).ThenBy(c => c.Order).ThenBy(c => c.IsDelete).ThenBy(c => c.Wins);
}

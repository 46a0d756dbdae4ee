using System.Collections.Immutable;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>The rows of a fact of one type, and what accepted rows do to them.</summary>
internal abstract class FactTable
{
    public abstract IEnumerable<StoredFact> Stored { get; }

    /// <summary>Of which rows of one batch one stands.</summary>
    public abstract object Identity(FactRow row);

    /// <summary>Where a row stands among those of its identity: the last one counts, and those of one place tie.</summary>
    public abstract IComparable Place(FactRow row);

    /// <summary>The accepted rows of a batch, no two of one identity.</summary>
    public abstract void Say(ImmutableArray<FactRow> rows, FactReport report);
}

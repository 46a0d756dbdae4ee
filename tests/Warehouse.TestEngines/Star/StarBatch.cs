using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star;

/// <summary>What one source of the star delivers at once: a dimension's rows, or the fact's.</summary>
/// <param name="At">The batch time.</param>
/// <param name="Dimension">The place of the dimension; null where the rows are the fact's.</param>
public sealed record StarBatch(DateTime At, int? Dimension, ImmutableArray<SourceRow> Members, ImmutableArray<FactRow> Facts)
{
    /// <summary>How often each row of a fact is delivered: copies collapse, and a batch of 100 rows may reject many.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>The fact's rows as they are delivered.</summary>
    public ImmutableArray<FactRow> Delivered => [.. Enumerable.Repeat(Facts, Copies).SelectMany(f => f)];
}

/// <summary>A row of the fact's source.</summary>
/// <param name="Number">The degenerate part of the grain.</param>
/// <param name="At">When the event happened; of a periodic snapshot, the beginning of its day.</param>
/// <param name="Order">Its place among the rows of its grain; NULL comes first.</param>
/// <param name="Keys">A natural key for each role, or null. A delete names none but the grain's.</param>
/// <param name="Price">A measure that is not summed.</param>
public sealed record FactRow(long? Number, DateTime? At, long? Order, bool IsDelete, ImmutableArray<MemberKey?> Keys, long? Quantity, decimal? Amount, long? Price)
{
    /// <summary>Of an accumulating snapshot: the milestones that the row tells of. Its event is the first of them that it has.</summary>
    public ImmutableArray<DateTime?> Milestones { get; init; } = [];

    /// <summary>Whether both say the same, wherever they stand in the order.</summary>
    public bool SaysSameAs(FactRow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return At == other.At && IsDelete == other.IsDelete && Keys.SequenceEqual(other.Keys) && Quantity == other.Quantity && Amount == other.Amount && Price == other.Price && Milestones.SequenceEqual(other.Milestones);
    }
}

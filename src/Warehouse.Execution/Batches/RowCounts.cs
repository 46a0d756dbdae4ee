using System.Collections.Immutable;
using Warehouse.Planning.Tables;

namespace Warehouse.Execution.Batches;

/// <summary>What a batch has counted, in the order of <see cref="LoadCounts.Names"/>.</summary>
public sealed record RowCounts(ImmutableArray<long> Values)
{
    public static RowCounts Zero { get; } = new([.. LoadCounts.Names.Select(_ => 0L)]);

    public long this[string name] => Values[LoadCounts.Names.IndexOf(name)];

    public RowCounts Plus(RowCounts other) => new([.. Values.Zip(other.Values, (a, b) => a + b)]);

    public bool Equals(RowCounts? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
}

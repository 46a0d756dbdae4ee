namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>A number of rows, and the sum of each measure over them.</summary>
internal sealed record Amounts(long Rows, IReadOnlyList<decimal> Sums)
{
    public static Amounts operator +(Amounts left, Amounts right) => new(left.Rows + right.Rows, [.. left.Sums.Zip(right.Sums, (l, r) => l + r)]);

    public static Amounts operator -(Amounts left, Amounts right) => left + -right;

    public static Amounts operator -(Amounts amounts) => new(-amounts.Rows, [.. amounts.Sums.Select(s => -s)]);

    public bool Equal(Amounts other) => Rows == other.Rows && Sums.SequenceEqual(other.Sums);
}

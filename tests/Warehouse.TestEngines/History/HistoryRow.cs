using System.Collections.Immutable;

namespace Warehouse.TestEngines.History;

/// <summary>A row of a dimension but for its surrogates and its audit.</summary>
/// <param name="Cells">The attributes' columns, in the dimension's order.</param>
/// <param name="From">Null where the dimension keeps no versions.</param>
/// <param name="To">Null where the version is open, however the dimension writes that.</param>
public sealed record HistoryRow(MemberKey Key, ImmutableArray<object?> Cells, DateTime? From = null, DateTime? To = null, bool IsDeleted = false, bool IsInferred = false)
{
    public bool SameAs(HistoryRow other) =>
        Key == other.Key && From == other.From && To == other.To && IsDeleted == other.IsDeleted && IsInferred == other.IsInferred && ExactValue.SameAll(Cells, other.Cells);

    /// <summary>By member, then by time: the order in which both sides are compared.</summary>
    public static ImmutableArray<HistoryRow> Sort(IEnumerable<HistoryRow> rows) => [.. rows.OrderBy(r => r.Key).ThenBy(r => r.From)];

    /// <summary>Whether both are the same rows, in whatever order.</summary>
    public static bool Same(IReadOnlyCollection<HistoryRow> left, IReadOnlyCollection<HistoryRow> right) =>
        left.Count == right.Count && Sort(left).Zip(Sort(right)).All(p => p.First.SameAs(p.Second));

    public override string ToString()
    {
        var validity = From is null ? "" : $" [{ExactValue.Show(From)}, {(To is null ? "open" : ExactValue.Show(To))})";
        return $"{Key}{validity} {string.Join(", ", Cells.Select(ExactValue.Show))}{(IsDeleted ? " deleted" : "")}{(IsInferred ? " inferred" : "")}";
    }
}

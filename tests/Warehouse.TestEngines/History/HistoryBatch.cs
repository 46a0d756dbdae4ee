using System.Collections.Immutable;

namespace Warehouse.TestEngines.History;

/// <summary>What a source delivers at once.</summary>
/// <param name="At">The batch time.</param>
public sealed record HistoryBatch(DateTime At, ImmutableArray<SourceRow> Rows);

/// <summary>A row of a source.</summary>
/// <param name="Stamp">Its effective time.</param>
/// <param name="Order">Its place within one effective time.</param>
/// <param name="Values">One for each attribute, as declared.</param>
/// <param name="Wins">What decides a conflict.</param>
public sealed record SourceRow(MemberKey Key, DateTime? Stamp, long Order, bool IsDelete, ImmutableArray<object?> Values, long Wins = 0);

/// <summary>A natural key; its number is 0 where the key is one text.</summary>
public sealed record MemberKey(string? Code, long Number = 0) : IComparable<MemberKey>
{
    /// <summary>By code point, as keys are numbered.</summary>
    public int CompareTo(MemberKey? other)
    {
        var byCode = CodePoints.Compare(Code ?? "", other?.Code ?? "");
        return byCode != 0 ? byCode : Number.CompareTo(other?.Number ?? 0);
    }

    public static bool operator <(MemberKey left, MemberKey right) => Comparer<MemberKey>.Default.Compare(left, right) < 0;

    public static bool operator <=(MemberKey left, MemberKey right) => Comparer<MemberKey>.Default.Compare(left, right) <= 0;

    public static bool operator >(MemberKey left, MemberKey right) => Comparer<MemberKey>.Default.Compare(left, right) > 0;

    public static bool operator >=(MemberKey left, MemberKey right) => Comparer<MemberKey>.Default.Compare(left, right) >= 0;

    public override string ToString() => Number == 0 ? ExactValue.Show(Code) : $"{ExactValue.Show(Code)}/{Number}";
}

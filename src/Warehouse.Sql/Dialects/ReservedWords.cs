using System.Collections.Frozen;

namespace Warehouse.Sql.Dialects;

/// <summary>A list of words as it is written in a dialect: parted by blanks and line ends.</summary>
internal static class ReservedWords
{
    public static FrozenSet<string> Of(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

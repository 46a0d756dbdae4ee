using System.Collections.Frozen;

namespace Warehouse.Sql.Dialects;

internal static class ReservedWords
{
    public static FrozenSet<string> Of(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

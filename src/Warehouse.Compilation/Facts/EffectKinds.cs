using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>The one end that each accepted row of a fact comes to.</summary>
internal static class EffectKinds
{
    public const string Kind = "_kind";

    public const string Inserts = "insert";

    /// <summary>It changes the row of its grain or, where corrections are appended, takes it back and stands in its place.</summary>
    public const string Updates = "update";

    /// <summary>It deletes the row of its grain or, where corrections are appended, takes it back.</summary>
    public const string Deletes = "delete";

    /// <summary>It deletes a row that is not there: another delete came first, or the row itself has not come.</summary>
    public const string Absent = "absent";

    public const string Unchanged = "unchanged";

    public const string Ignored = "ignored";

    public const string Rejects = "reject";

    /// <summary>A newer row of its grain came before it.</summary>
    public const string Overtaken = "overtaken";

    public static SqlExpression Is(string relation, params ReadOnlySpan<string> kinds) => kinds.Length == 1
        ? Eq(Col(relation, Kind), Text(kinds[0]))
        : new In(Col(relation, Kind), [.. kinds.ToArray().Select(Text)]);
}

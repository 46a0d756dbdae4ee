using Warehouse.Compilation.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>The members that a fact's rows refer to, whatever their versions.</summary>
internal static class MemberKeys
{
    /// <summary>A row's member.</summary>
    public static ColumnReference Value(this MemberKey key, string fact) =>
        key.FactColumn is { } column ? Col(fact, column) : Col(Alias(key), key.Dimension.DurableKeyColumn);

    /// <summary>The dimensions that are asked for members; each has one row a key, so no row is lost or doubled.</summary>
    public static IEnumerable<Join> Joins(this IEnumerable<MemberKey> keys, string fact) => keys.Where(k => k.FactColumn is null).Select(k => new Join(
        JoinKind.Inner,
        new TableRelation(k.Dimension.ToTable(), Alias(k)),
        Eq(Col(Alias(k), k.Dimension.KeyColumn), Col(fact, k.Role.KeyColumn))));

    private static string Alias(MemberKey key) => $"{key.Role.Name.Text}_d";
}

using Warehouse.Compilation.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>A dimension under the names of a role.</summary>
internal static class RoleViewQuery
{
    public static Select Of(RoleView view) => new()
    {
        Items = [.. view.Relabelled.Select(c => Col("d", c.Column.Name).As(c.Name))],
        From = new TableRelation(view.Dimension.ToTable(), "d"),
    };
}

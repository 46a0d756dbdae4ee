using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>The last version of every member.</summary>
internal static class CurrentViewQuery
{
    public static Select Of(CurrentView view) => new()
    {
        Items = [.. view.Columns.Select(c => Col("d", c.Name).As(c.Name))],
        From = new TableRelation(view.Dimension.ToTable(), "d"),
        Where = Col("d", GeneratedColumns.IsLast),
    };
}

using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>A dimension joined with the mini-dimensions whose current keys it carries.</summary>
internal static class ProfiledViewQuery
{
    public static Select Of(ProfiledView view) => new()
    {
        Items =
        [
            .. PublishedColumns.Of(DimensionTables.Of(view.Dimension)).Select(c => Col("d", c.Name).As(c.Name)),
            .. view.Profiles.SelectMany((p, i) => p.Mini.Attributes.Select(a => Col(Alias(i), a.Name.Text).As(AttributeColumns.Current(a.Name.Text)))),
        ],
        From = new TableRelation(view.Dimension.ToTable(), "d"),
        Joins =
        [
            .. view.Profiles.Select((p, i) => new Join(
                JoinKind.Inner, new TableRelation(p.ToTable(), Alias(i)), Eq(Col(Alias(i), p.KeyColumn), Col("d", p.KeyColumn)))),
        ],
    };

    private static string Alias(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"m{index + 1}");
}

using Warehouse.Compilation.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>The members of one fact that are not together in another.</summary>
internal static class CoverageViewQuery
{
    private const string F = "f";
    private const string C = "c";
    private const string E = "e";

    public static Select Of(CoverageView view) => new()
    {
        Items = [.. view.Columns.Select(c => Col(C, c.Name).As(c.Name))],
        From = new SubqueryRelation(Members(view.Factless), C),
        Joins = [new(JoinKind.Left, new SubqueryRelation(Members(view.Event), E), SameKey(C, E, view.Columns.Select(c => c.Name)))],
        // Keys are never NULL: where this one is, there is no event.
        Where = IsNull(Col(E, view.Columns[0].Name)),
    };

    private static Select Members(AcrossFact fact) => new()
    {
        Distinct = true,
        Items = [.. fact.Keys.Select(k => k.Value(F).As(k.Column.Name))],
        From = new TableRelation(fact.Fact.ToTable(), F),
        Joins = [.. fact.Keys.Joins(F)],
    };
}

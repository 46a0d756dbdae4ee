using Warehouse.Compilation.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>Two facts, each summed to the shared members, full-joined on keys that are never NULL and of which each side has every combination once.</summary>
internal static class DrillAcrossViewQuery
{
    private const string F = "f";
    private const string L = "l";
    private const string R = "r";

    public static Select Of(DrillAcrossView view) => new()
    {
        Items =
        [
            .. view.Left.Keys.Select(k => Coalesce(Col(L, k.Column.Name), Col(R, k.Column.Name)).As(k.Column.Name)),
            .. view.Left.Measures.Select(m => Col(L, m.Column.Name).As(m.Column.Name)),
            .. view.Right.Measures.Select(m => Col(R, m.Column.Name).As(m.Column.Name)),
        ],
        From = new SubqueryRelation(Summed(view.Left), L),
        Joins = [new(JoinKind.Full, new SubqueryRelation(Summed(view.Right), R), SameKey(L, R, view.Left.Keys.Select(k => k.Column.Name)))],
    };

    private static Select Summed(AcrossFact across) => new()
    {
        Items =
        [
            .. across.Keys.Select(k => k.Value(F).As(k.Column.Name)),
            .. across.Measures.Select(m => (m.Measure is null ? CountRows() : (SqlExpression)new Cast(new Aggregate(AggregateFunction.Sum, Col(F, m.Measure)), SqlTypes.Of(m.Column.Type))).As(m.Column.Name)),
        ],
        From = new TableRelation(across.Fact.ToTable(), F),
        Joins = [.. across.Keys.Joins(F)],
        GroupBy = [.. across.Keys.Select(k => k.Value(F))],
    };
}

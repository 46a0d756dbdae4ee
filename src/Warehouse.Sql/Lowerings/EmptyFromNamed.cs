using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>For an engine on which a query without FROM has no WHERE: it selects from one row.</summary>
internal static class EmptyFromNamed
{
    private static readonly SubqueryRelation OneRow = new(new Select { Items = [new SelectItem(new Literal.Integer(1), "one")] }, "one_row");

    public static Lowering Lowering { get; } = Lowerings.Lowering.Of(
        nameof(EmptyFromNamed), _ => TreeMap.BottomUp(
            node => node,
            query => query is Select { From: null } select && (select.Where ?? select.Qualify ?? select.Having) is not null
                ? select with { From = OneRow }
                : query));
}

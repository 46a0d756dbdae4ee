using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>For an engine that refuses ORDER BY in a subquery: without a limit it says nothing, so it is left out.</summary>
internal static class InnerOrderDropped
{
    public static Lowering Lowering { get; } = new(nameof(InnerOrderDropped), (statement, _) =>
    {
        TreeMap? inner = null;
        inner = new TreeMap
        {
            Value = node => inner!.Children(node),
            Condition = node => inner!.Children(node),
            Query = node => Unordered(inner!.Children(node)),
        };

        // The statement's own query keeps its order, where that decides the order of rows inserted or read.
        var outer = inner with { Query = inner.Children };
        return statement is CreateView ? [inner.Children(statement)] : [outer.Children(statement)];
    });

    private static Query Unordered(Query query) => query is Select { Limit: null } select ? select with { OrderBy = [] } : query;
}

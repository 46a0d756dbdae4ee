using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>For an engine that has WITH only at the head of a statement: a common table of a subquery is written where it is used.</summary>
internal static class InnerCommonTablesInlined
{
    public static Lowering Lowering { get; } = new(nameof(InnerCommonTablesInlined), (statement, _) =>
    {
        TreeMap? inner = null;
        inner = new TreeMap
        {
            Value = node => inner!.Children(node),
            Condition = node => inner!.Children(node),
            Query = node => Inlined(inner!.Children(node)),
        };
        var outer = inner with { Query = inner.Children };

        // An assertion's query stands inside EXISTS.
        return statement is Assert ? [inner.Children(statement)] : [outer.Children(statement)];
    });

    private static Query Inlined(Query query)
    {
        if (query is not Select { With.IsEmpty: false } select)
        {
            return query;
        }

        var known = new Dictionary<string, Query>();
        foreach (var common in select.With)
        {
            known[common.Name] = new Substitution(known).Query(common.Query);
        }

        return new Substitution(known).Query(select with { With = [] });
    }

    private sealed class Substitution(IReadOnlyDictionary<string, Query> known)
    {
        private TreeMap Map => field ??= new TreeMap
        {
            Value = node => Map.Children(node),
            Condition = node => Map.Children(node),
            Query = Query,
            Replacement = relation => relation is CommonTableRelation common && known.TryGetValue(common.Name, out var query)
                ? new SubqueryRelation(query, common.Alias ?? common.Name)
                : null,
        };

        public Query Query(Query node) => Map.Children(node);
    }
}

using System.Collections.Immutable;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>Finds what a statement must be given when it runs.</summary>
public static class Parameters
{
    /// <summary>The parameters of a statement, each name once, in the order in which they stand.</summary>
    public static ImmutableArray<Parameter> In(Statement statement)
    {
        var found = new List<Parameter>();
        TreeMap.BottomUp(node =>
        {
            if (node is Parameter parameter)
            {
                found.Add(parameter);
            }

            return node;
        }).Children(statement);
        return [.. found.DistinctBy(p => p.Name)];
    }
}

using System.Collections.Immutable;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Loads;

/// <summary>A load for an engine on which CREATE commits the open transaction: its tables are made empty before, and filled within.</summary>
public static class TablesBeforeTransaction
{
    public static LoadScript In(LoadScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var made = script.Apply.Where(s => s.Statement is CreateTableAs).Select(Made);
        return script with { Stage = [.. script.Stage, .. made], Apply = [.. script.Apply.Select(Filled)] };
    }

    private static LoadStep Made(LoadStep step)
    {
        var create = (CreateTableAs)step.Statement;
        return new($"The table for it, empty, since CREATE would commit the transaction: {step.Purpose}", create with { Query = Empty(create.Query) });
    }

    private static LoadStep Filled(LoadStep step) => step.Statement is CreateTableAs create
        ? step with { Statement = new Insert(create.Table, [.. Columns(create.Query)], create.Query) }
        : step;

    // The query itself, so that the columns have the very types that it yields.
    private static Select Empty(Query query) => query is Select select
        ? select with { OrderBy = [], Limit = 0 }
        : new Select { Items = [.. Columns(query).Select(c => Col("q", c).As(c))], From = new SubqueryRelation(query, "q"), Limit = 0 };

    private static ImmutableArray<string> Columns(Query query) => query switch
    {
        Select select => [.. select.Items.Select(i => i.Name)],
        UnionAll union => Columns(union.Queries[0]),
        _ => throw new ArgumentException($"the columns of a {query.GetType().Name} are not known", nameof(query)),
    };
}

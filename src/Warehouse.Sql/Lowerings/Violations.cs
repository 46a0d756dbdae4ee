using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>The query behind an assertion, as a dialect had best be asked it.</summary>
public static class Violations
{
    /// <summary>
    /// An assertion that holds has no violation, so that a planner which hopes for an early first row reads everything in the slowest way:
    /// such an engine is asked for all of them before any is taken.
    /// </summary>
    /// <param name="atMost">How many are wanted; null: whether there is one.</param>
    public static Query Of(Assert assertion, long? atMost, Dialect dialect)
    {
        if (assertion.Violations is not Select { Limit: null } select)
            return assertion.Violations;
        if (!dialect.PlansForFirstRows || select.From is null)
            return select with { Limit = atMost };
        const string all = "violation";
        return new Select
        {
            With = [.. select.With, new(all, select with { With = [] }, Materialized: true)],
            Items = [.. select.Items.Select(i => new SelectItem(new ColumnReference(all, i.Name), i.Name))],
            From = new CommonTableRelation(all),
            Limit = atMost,
        };
    }
}

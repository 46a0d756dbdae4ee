using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>QUALIFY, for an engine without it: the window functions are computed in a subquery and the condition stands outside.</summary>
internal static class QualifyToSubquery
{
    private const string Inner = "ranked";

    public static Lowering Lowering { get; } = Lowerings.Lowering.Of(
        nameof(QualifyToSubquery), _ => TreeMap.BottomUp(node => node, query => query is Select { Qualify: not null } select ? Nest(select) : query));

    private static Select Nest(Select select)
    {
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        items.AddRange(select.Items);

        // Every windowed value, and every column beside it, becomes a column of the subquery.
        SqlExpression Column(SqlExpression node)
        {
            var known = items.FirstOrDefault(item => item.Expression == node || IsNameOf(node, item));
            if (known is null)
            {
                known = new SelectItem(node, string.Create(CultureInfo.InvariantCulture, $"_qualify_{items.Count - select.Items.Length + 1}"));
                items.Add(known);
            }

            return new ColumnReference(Inner, known.Name);
        }

        TreeMap? outer = null;
        SqlExpression Outside(SqlExpression node) =>
            node is Window or Aggregate or ColumnReference or ScalarSubquery or Exists ? Column(node) : outer!.Children(node);
        outer = new TreeMap { Value = Outside, Condition = Outside, Query = query => query };

        var condition = Outside(select.Qualify!);
        var order = select.OrderBy.Select(o => o with { Expression = Outside(o.Expression) }).ToImmutableArray();
        return new Select
        {
            With = select.With,
            Distinct = select.Distinct,
            Items = [.. select.Items.Select(item => new SelectItem(new ColumnReference(Inner, item.Name), item.Name))],
            From = new SubqueryRelation(
                select with { With = [], Distinct = false, Items = items.ToImmutable(), Qualify = null, OrderBy = [], Limit = null }, Inner),
            Where = condition,
            OrderBy = order,
            Limit = select.Limit,
        };
    }

    // QUALIFY may name a windowed item of the list by its alias.
    private static bool IsNameOf(SqlExpression node, SelectItem item) =>
        node is ColumnReference { Relation: null } column && column.Name == item.Name
        && (item.Expression is Window or Aggregate { Over: not null });
}

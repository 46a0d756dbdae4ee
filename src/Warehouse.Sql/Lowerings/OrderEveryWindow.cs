using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>For an engine that ranks only in an order: where none is asked, a constant one.</summary>
internal static class OrderEveryWindow
{
    public static Lowering Lowering { get; } = Lowerings.Lowering.Of(
        nameof(OrderEveryWindow), _ => TreeMap.BottomUp(node => node is Window { Over.OrderBy.IsEmpty: true } window
            ? window with { Over = window.Over with { OrderBy = [new Ordering(new Spelled("(SELECT NULL)", [], Precedence.Atom), NullsLast: false)] } }
            : node));
}

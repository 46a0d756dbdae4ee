using Warehouse.Sql.Dialects;

namespace Warehouse.Sql.Writing;

internal static class NullOrders
{
    /// <summary>Whether the engine puts NULLs last when an order does not say.</summary>
    public static bool LastByDefault(NullOrder order, bool descending) => order switch
    {
        NullOrder.Highest => !descending,
        NullOrder.Lowest => descending,
        NullOrder.AlwaysLast => true,
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "no such order"),
    };
}

namespace Warehouse.SampleData.Sales;

/// <summary>A line of an order; <paramref name="ShippedOn"/> is null for what nobody knows to have left.</summary>
internal sealed record OrderLine(
    string OrderId,
    int LineNo,
    DateTime OrderedAt,
    DateOnly? ShippedOn,
    int? CustomerId,
    string Sku,
    string StoreCode,
    string? PromotionCode,
    int Quantity,
    decimal UnitPrice,
    decimal NetAmount)
{
    public DateOnly OrderedOn => DateOnly.FromDateTime(OrderedAt);

    public static decimal Net(int quantity, decimal unitPrice, decimal discountPercent) =>
        Math.Round(quantity * unitPrice * (100 - discountPercent) / 100, 2, MidpointRounding.AwayFromZero);
}

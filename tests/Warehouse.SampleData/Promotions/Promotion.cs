namespace Warehouse.SampleData.Promotions;

/// <summary>A promotion as marketing lists it.</summary>
internal sealed record Promotion(string Code, string Name, string Channel, decimal DiscountPercent, DateOnly StartsOn, DateOnly EndsOn)
{
    public bool RunsOn(DateOnly date) => StartsOn <= date && date <= EndsOn;
}

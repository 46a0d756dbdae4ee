namespace Warehouse.SampleData.Products;

/// <summary>A product as the ERP lists it on one day.</summary>
internal sealed record Product(
    string Sku,
    string Name,
    string Brand,
    string Department,
    string Category,
    decimal ListPrice,
    decimal? UnitCost,
    decimal LaunchPrice,
    DateOnly LaunchedOn);

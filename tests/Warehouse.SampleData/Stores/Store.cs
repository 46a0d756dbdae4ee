namespace Warehouse.SampleData.Stores;

/// <summary>A store as the ERP knows it; <paramref name="UpdatedAt"/> is what the ERP claims was its last change.</summary>
internal sealed record Store(
    string Code,
    string Name,
    string Region,
    string Country,
    string City,
    DateOnly OpenedOn,
    int? FloorArea,
    string Manager,
    DateTime UpdatedAt);

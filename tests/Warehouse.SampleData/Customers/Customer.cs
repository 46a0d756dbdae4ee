namespace Warehouse.SampleData.Customers;

/// <summary>A customer as the CRM knows it at one moment.</summary>
internal sealed record Customer(
    int Id,
    string FullName,
    string? Email,
    string Segment,
    string Country,
    string City,
    DateOnly SignedUpOn,
    bool AcceptsMarketing);
